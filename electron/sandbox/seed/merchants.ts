/** The shops, airlines and services of the made-up world. None of them exists. */
import type { Attempt } from '../issuer/decide.ts'

/** What people go there for; employees' habits are weights over these. */
export type Purpose =
  | 'coffee' | 'lunch' | 'dinner' | 'bar' | 'fuel' | 'grocery' | 'office' | 'hardware' | 'electronics' | 'software' | 'taxi' | 'rail' | 'parking' | 'tolls' | 'air' | 'hotel' | 'car-rental'
  | 'advertising' | 'shipping' | 'telecom' | 'utilities' | 'professional' | 'print' | 'training' | 'gifts' | 'pharmacy' | 'government' | 'cash' | 'gambling' | 'vehicle' | 'catering'

export interface MerchantSeed {
  readonly name: string
  readonly purpose: Purpose
  readonly mcc: string
  readonly city: string
  readonly country: string
  /** Middle of what is spent, in minor units of the merchant's currency. */
  readonly middle: number
  readonly spread: number
  readonly channel: Attempt['channel']
  /** Of a merchant abroad; without one, US dollars. */
  readonly currency?: string
}

type Place = readonly [city: string, country: string, currency?: string]
const BOSTON: Place = ['Boston MA', 'US']
const NEAR: Place = ['Cambridge MA', 'US']

const at = (purpose: Purpose, mcc: string, channel: Attempt['channel'], [city, country, currency]: Place, shops: readonly (readonly [name: string, middle: number, spread?: number])[]): readonly MerchantSeed[] =>
  shops.map(([name, middle, spread = 0.4]) => ({ name, purpose, mcc, city, country, middle, spread, channel, ...(currency === undefined ? {} : { currency }) }))

const HOME: readonly MerchantSeed[] = [
  ...at('coffee', '5814', 'contactless', BOSTON, [['Slow Tide Coffee', 740], ['Beacon Roasters', 860], ['Third Rail Espresso', 690], ['Paper Crane Tea House', 980]]),
  ...at('lunch', '5812', 'contactless', BOSTON, [['Harvest Bowl', 1_590], ['Salt & Rye Deli', 1_740], ['Mae Ping Thai Kitchen', 1_980], ['Copper Pot Noodles', 1_830], ['Cornerstone Cafe', 1_460], ['Pier Nine Fish Market', 2_240]]),
  ...at('dinner', '5812', 'chip', BOSTON, [['The Larder', 9_800, 0.5], ['Osteria Vela', 13_600, 0.5], ['Juniper Room', 16_400, 0.5], ['Firebrick Grill', 8_900, 0.5]]),
  ...at('bar', '5813', 'chip', NEAR, [['The Quiet Anchor', 4_600], ['Night Heron', 5_300]]),
  ...at('fuel', '5541', 'chip', ['Quincy MA', 'US'], [['Lodestar Fuel 114', 5_400, 0.25], ['Redwing Gas & Go', 4_900, 0.25], ['Coastline Petroleum', 5_800, 0.25]]),
  ...at('grocery', '5411', 'chip', NEAR, [['Greenleaf Market', 6_200, 0.6], ['Union Street Grocers', 4_800, 0.6]]),
  ...at('office', '5943', 'online', BOSTON, [['Foolscap Office Supply', 7_900, 0.8], ['Desk & Drawer', 12_400, 0.8]]),
  ...at('hardware', '5200', 'chip', ['Braintree MA', 'US'], [['Ironbark Hardware', 8_700, 0.8], ['Plumb & Level Supply', 14_300, 0.8], ['Mason Yard Tools', 11_200, 0.7]]),
  ...at('electronics', '5732', 'online', ['Austin TX', 'US'], [['Voltline Electronics', 24_900, 0.9], ['Pixel Harbor', 38_900, 0.8]]),
  ...at('taxi', '4121', 'online', BOSTON, [['Hopalong Rides', 2_350, 0.5], ['City Cab Boston', 2_900, 0.4]]),
  ...at('rail', '4112', 'online', BOSTON, [['Northeast Corridor Rail', 11_800, 0.5], ['Bay Transit Authority', 2_240, 0.1]]),
  ...at('parking', '7523', 'contactless', BOSTON, [['Post Office Square Garage', 2_800, 0.3], ['ParkMeter Boston', 650, 0.4]]),
  ...at('tolls', '4784', 'keyed', ['Worcester MA', 'US'], [['Pike Toll Replenish', 4_000, 0.01]]),
  ...at('shipping', '4215', 'online', ['Memphis TN', 'US'], [['Kestrel Express', 3_900, 0.7], ['Parcel Bridge', 2_400, 0.6]]),
  ...at('professional', '8999', 'online', BOSTON, [['Alder Bookkeeping', 48_000, 0.4], ['Fenwick & Rowe Legal', 92_000, 0.5]]),
  ...at('print', '7338', 'online', NEAR, [['Letterpress & Co', 18_600, 0.7], ['Quick Quire Copies', 5_400, 0.6]]),
  ...at('training', '8299', 'online', ['Denver CO', 'US'], [['Summit Learning', 19_900, 0.5], ['Fieldcraft Academy', 34_500, 0.5]]),
  ...at('gifts', '5947', 'online', ['Portland ME', 'US'], [['Maple & Thread Gifts', 7_600, 0.6], ['Cloudberry Hampers', 11_900, 0.5]]),
  ...at('pharmacy', '5912', 'chip', BOSTON, [['Fenway Pharmacy', 2_300, 0.6]]),
  ...at('government', '9399', 'online', BOSTON, [['Commonwealth Filing Fees', 14_500, 0.3]]),
  ...at('vehicle', '7538', 'chip', ['Quincy MA', 'US'], [['Axle Road Garage', 38_000, 0.7], ['Wash Tunnel 24', 1_800, 0.2]]),
  ...at('catering', '5811', 'keyed', BOSTON, [['Long Table Catering', 42_000, 0.5]]),
  ...at('cash', '6011', 'cash-machine', BOSTON, [['Harborside Savings ATM', 20_000, 0.01]]),
  ...at('gambling', '7995', 'online', ['Reno NV', 'US'], [['Lucky Lantern Casino', 15_000, 0.5]]),
]

const TRAVEL: readonly MerchantSeed[] = [
  ...at('air', '4511', 'online', ['Chicago IL', 'US'], [['Northwind Air', 38_900, 0.45], ['Cirrus Airways', 44_600, 0.45]]),
  ...at('hotel', '7011', 'chip', ['New York NY', 'US'], [['Hotel Marlowe', 27_900, 0.25]]),
  ...at('hotel', '7011', 'chip', ['Chicago IL', 'US'], [['Lakefront House', 24_500, 0.25]]),
  ...at('hotel', '7011', 'chip', ['San Francisco CA', 'US'], [['The Meridian Sutter', 31_900, 0.25]]),
  ...at('car-rental', '7512', 'chip', ['Chicago IL', 'US'], [['Wayfare Car Rental', 16_400, 0.4]]),
  ...at('dinner', '5812', 'chip', ['New York NY', 'US'], [['Bar Tolentino', 12_400, 0.5], ['Blue Ledger', 9_700, 0.5]]),
  ...at('dinner', '5812', 'chip', ['Chicago IL', 'US'], [['Prairie Table', 8_900, 0.5]]),
  ...at('dinner', '5812', 'chip', ['San Francisco CA', 'US'], [['Fogline', 11_900, 0.5]]),
  ...at('taxi', '4121', 'online', ['New York NY', 'US'], [['Hopalong Rides NYC', 3_400, 0.5]]),
  ...at('taxi', '4121', 'online', ['Chicago IL', 'US'], [['Hopalong Rides CHI', 3_100, 0.5]]),
  ...at('taxi', '4121', 'online', ['San Francisco CA', 'US'], [['Hopalong Rides SF', 3_800, 0.5]]),
  ...at('coffee', '5814', 'contactless', ['San Francisco CA', 'US'], [['Mission Grounds', 880]]),
  ...at('coffee', '5814', 'contactless', ['New York NY', 'US'], [['Elevator Coffee', 920]]),
  ...at('lunch', '5812', 'contactless', ['Chicago IL', 'US'], [['Loop Sandwich Co', 1_750]]),
]

const abroad = (place: Place, [hotel, dinner, taxi, coffee]: readonly [readonly [string, number], readonly [string, number], readonly [string, number], readonly [string, number]]): readonly MerchantSeed[] => [
  ...at('hotel', '7011', 'chip', place, [[...hotel, 0.25]]),
  ...at('dinner', '5812', 'contactless', place, [[...dinner, 0.5]]),
  ...at('taxi', '4121', 'contactless', place, [[...taxi, 0.5]]),
  ...at('coffee', '5814', 'contactless', place, [[...coffee, 0.4]]),
]

const ABROAD: readonly MerchantSeed[] = [
  ...abroad(['London', 'GB', 'GBP'], [['The Cordwainer Hotel', 21_400], ['Lamb & Lantern', 6_800], ['Blackfriar Cars', 2_300], ['Quayside Coffee', 460]]),
  ...abroad(['Toronto', 'CA', 'CAD'], [['Hotel Spadina', 28_900], ['Maple Room', 8_900], ['Yonge Cab', 2_800], ['Second Snow Coffee', 620]]),
  ...abroad(['Berlin', 'DE', 'EUR'], [['Hotel Am Kanal', 17_900], ['Zur Alten Linde', 6_200], ['Taxi Spree', 2_600], ['Kaffeewerk', 480]]),
  ...abroad(['Tokyo', 'JP', 'JPY'], [['Hotel Sumire', 31_200], ['Izakaya Kaede', 9_400], ['Sakura Taxi', 3_100], ['Kissaten Aoi', 780]]),
  ...abroad(['Manama', 'BH', 'BHD'], [['Pearl Gulf Hotel', 74_500], ['Souq Kitchen', 18_300], ['Manama Cabs', 5_200], ['Dallah Coffee', 1_900]]),
]

export const MERCHANTS: readonly MerchantSeed[] = [...HOME, ...TRAVEL, ...ABROAD]

/** Merchants of a purpose, at home unless a city is named. */
export function merchantsFor(purpose: Purpose, city?: string): readonly MerchantSeed[] {
  return city === undefined ? HOME.filter((merchant) => merchant.purpose === purpose) : [...TRAVEL, ...ABROAD].filter((merchant) => merchant.purpose === purpose && merchant.city === city)
}

export const AIRLINES: readonly MerchantSeed[] = TRAVEL.filter(({ purpose }) => purpose === 'air')

/** Where people travel to, with how often. */
export const DESTINATIONS: readonly (readonly [city: string, weight: number])[] = [['New York NY', 8], ['Chicago IL', 6], ['San Francisco CA', 5], ['London', 4], ['Toronto', 3], ['Berlin', 2], ['Tokyo', 1], ['Manama', 1]]

/** Millionths of a US dollar for one unit. */
export const RATES: Readonly<Record<string, number>> = { GBP: 1_274_000, CAD: 731_000, EUR: 1_087_000, JPY: 6_680, BHD: 2_652_000 }
