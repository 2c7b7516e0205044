/**
 * Merchant category codes (ISO 18245) in a few words, for showing beside a charge.
 *
 * Codes after greggles/mcc-codes (Unlicense); the words are ours. Airlines, car rental firms and hotel chains have a code each from 3000 to
 * 3999: there the merchant's own name says more than the code. Which category a code counts under is category.ts.
 */

const NAMES = `
0742 Veterinary services|0763 Agricultural cooperatives|0780 Landscaping|1520 General contractors|1711 Heating and air conditioning
1731 Electrical contractors|1740 Masonry, tile and insulation|1750 Carpentry contractors|1761 Roofing and siding|1771 Concrete work
1799 Special trade contractors|2741 Publishing and printing|2791 Typesetting|2842 Cleaning preparations|4011 Railroads|4111 Local passenger transport
4112 Passenger railways|4119 Ambulance services|4121 Taxicabs and limousines|4131 Bus lines|4214 Moving, trucking and storage|4215 Courier services
4225 Warehousing and storage|4411 Cruise lines|4457 Boat rentals and leases|4468 Marinas|4511 Airlines|4582 Airports|4722 Travel agencies
4723 Package tours|4784 Tolls and bridges|4789 Transportation services|4812 Telephone equipment|4814 Telecommunication services
4815 Telephone services|4816 Internet and network services|4821 Telegraph services|4829 Money transfers|4899 Cable and streaming television
4900 Utilities|5013 Motor vehicle supplies|5021 Office furniture|5039 Construction materials|5044 Office and photo equipment
5045 Computers and software|5046 Commercial equipment|5047 Medical equipment|5051 Metal service centers|5065 Electrical parts|5072 Hardware supplies
5074 Plumbing and heating supplies|5085 Industrial supplies|5094 Jewelry and watches, wholesale|5099 Durable goods|5111 Office supplies
5122 Drugs, wholesale|5131 Fabrics and dry goods|5137 Uniforms and work clothing|5139 Commercial footwear|5169 Chemicals|5172 Petroleum products
5192 Books and newspapers, wholesale|5193 Florist and nursery supplies|5198 Paints|5199 Nondurable goods|5200 Home supply stores
5211 Building materials|5231 Glass, paint and wallpaper|5251 Hardware stores|5261 Garden centers|5271 Mobile home dealers|5300 Wholesale clubs
5309 Duty-free stores|5310 Discount stores|5311 Department stores|5331 Variety stores|5399 General merchandise|5411 Grocery stores
5422 Butchers and frozen food|5441 Candy and confectionery|5451 Dairy products stores|5462 Bakeries|5499 Convenience and specialty food
5511 Car and truck dealers|5521 Used car dealers|5531 Auto supply stores|5532 Tire stores|5533 Auto parts|5541 Service stations|5542 Fuel dispensers
5551 Boat dealers|5561 Trailers and camper dealers|5571 Motorcycle dealers|5592 Motor home dealers|5598 Snowmobile dealers|5599 Vehicle dealers
5611 Men's clothing|5621 Women's clothing|5631 Women's accessories|5641 Children's clothing|5651 Family clothing|5655 Sports apparel|5661 Shoe stores
5681 Furriers and fur shops|5691 Clothing stores|5697 Tailors and alterations|5698 Wig and toupee stores|5699 Apparel and accessories
5712 Furniture stores|5713 Floor covering stores|5714 Curtains and upholstery|5718 Fireplace stores|5719 Home furnishings|5722 Household appliances
5732 Electronics stores|5733 Music stores and instruments|5734 Software stores|5735 Record shops|5811 Caterers|5812 Restaurants
5813 Bars and nightclubs|5814 Fast food|5815 Digital media|5816 Digital games|5817 Digital applications|5818 Digital goods|5832 Antique shops
5912 Pharmacies|5921 Beer, wine and liquor stores|5931 Secondhand stores|5932 Antique shops|5933 Pawn shops|5935 Salvage yards
5937 Antique reproductions|5940 Bicycle shops|5941 Sporting goods stores|5942 Book stores|5943 Office and school supply stores
5944 Watches and jewelry|5945 Hobby, toy and game shops|5946 Camera stores|5947 Gift and card shops|5948 Leather goods stores
5949 Sewing and fabric stores|5950 Glassware stores|5960 Insurance, direct marketing|5961 Mail order|5962 Travel, direct marketing
5963 Door-to-Door sales|5964 Catalog merchants|5965 Catalog and retail merchants|5966 Outbound telemarketing|5967 Inbound teleservices
5968 Subscriptions|5969 Direct marketing|5970 Art and craft supplies|5971 Art dealers and galleries|5972 Stamp and coin stores
5973 Religious goods stores|5975 Hearing aids|5976 Orthopedic goods|5977 Cosmetic stores|5978 Typewriter stores|5983 Heating fuel|5992 Florists
5993 Tobacco shops|5994 Newsstands|5995 Pet shops|5996 Swimming pool supplies|5997 Electric razor stores|5998 Tent and awning shops
5999 Specialty retail|6010 Cash from a bank teller|6011 Cash machines|6012 Financial institutions|6051 Foreign currency and money orders
6211 Securities brokers|6300 Insurance|6381 Insurance premiums|6399 Insurance services|6513 Real estate and rentals|7011 Hotels and motels
7012 Timeshares|7032 Recreational camps|7033 Campgrounds|7210 Laundry and garment services|7211 Laundries|7216 Dry cleaners
7217 Carpet and upholstery cleaning|7221 Photographic studios|7230 Barber and beauty shops|7251 Shoe repair|7261 Funeral services|7273 Dating services
7276 Tax preparation|7277 Counseling services|7278 Shopping services|7296 Clothing rental|7297 Massage|7298 Health and beauty spas
7299 Personal services|7311 Advertising|7321 Credit reporting agencies|7332 Blueprinting and photocopying|7333 Photography and graphic art
7338 Quick copy services|7339 Secretarial services|7342 Pest control|7349 Cleaning and maintenance|7361 Employment agencies
7372 Programming and data processing|7375 Information retrieval|7379 Computer repair|7392 Consulting and public relations|7393 Security services
7394 Equipment and tool rental|7395 Photo developing|7399 Business services|7511 Truck stop|7512 Car rental|7513 Truck rental|7519 Motor home rental
7523 Parking|7531 Auto body repair|7534 Tire repair|7535 Auto paint shops|7538 Auto service shops|7542 Car washes|7549 Towing services
7622 Electronics repair|7623 Air conditioning repair|7629 Appliance repair|7631 Watch and jewelry repair|7641 Furniture repair|7692 Welding repair
7699 Repair services|7800 Government lotteries|7801 Online casinos|7802 Horse and dog racing|7829 Film and video production|7832 Cinemas
7841 Video rental|7911 Dance halls and schools|7922 Theater and ticket agencies|7929 Bands and entertainers|7932 Billiards|7933 Bowling alleys
7941 Sports clubs and fields|7991 Tourist attractions|7992 Golf courses|7993 Amusement game supplies|7994 Video arcades|7995 Betting and casinos
7996 Amusement parks|7997 Membership and country clubs|7998 Aquariums|7999 Recreation services|8011 Doctors|8021 Dentists|8031 Osteopaths
8041 Chiropractors|8042 Optometrists|8043 Opticians|8044 Optical goods|8049 Podiatrists|8050 Nursing care|8062 Hospitals|8071 Medical laboratories
8099 Medical services|8111 Legal services|8211 Schools|8220 Colleges and universities|8241 Correspondence schools|8244 Business schools
8249 Trade schools|8299 Educational services|8351 Child care|8398 Charities|8641 Civic and social associations|8651 Political organizations
8661 Religious organizations|8675 Automobile associations|8699 Membership organizations|8734 Testing laboratories|8911 Architects and engineers
8931 Accounting and bookkeeping|8999 Professional services|9211 Court costs|9222 Fines|9223 Bail payments|9311 Tax payments|9399 Government services
9402 Postal services|9405 Government transactions|9700 Referral services|9701 Credential services|9702 Emergency services|9950 Intra-company purchases
`

const BY_CODE: ReadonlyMap<string, string> = new Map(NAMES.split(/[|\n]/).flatMap((entry) => (entry === '' ? [] : [[entry.slice(0, 4), entry.slice(5)] as const])))

const RANGES: readonly (readonly [from: number, to: number, name: string])[] = [
  [3000, 3350, 'Airlines'], [3351, 3500, 'Car rental'], [3501, 3999, 'Hotels and motels'],
]

/** "Restaurants" for "5812"; null for what is no code of the table. */
export function mccLabel(code: string): string | null {
  if (!/^\d{4}$/.test(code)) return null
  const value = Number(code)
  return BY_CODE.get(code) ?? RANGES.find(([from, to]) => value >= from && value <= to)?.[2] ?? null
}
