/** What can be open over a card's page. */
export type CardDialog = 'activate' | 'report' | 'replace' | 'cancel' | 'product' | 'nickname' | 'groups'
