import {
  IconAd2, IconBed, IconBolt, IconBook, IconBriefcase, IconBuilding, IconBuildingBank, IconBuildingStore, IconCar, IconCash, IconCreditCardPay, IconDeviceLaptop, IconDeviceTv, IconDice5, IconGasStation, IconGift, IconGlass,
  IconHeartbeat, IconKey, IconPackage, IconPaperclip, IconPhone, IconPlane, IconQuestionMark, IconReceipt, IconShieldHalf, IconShoppingBag, IconShoppingCart, IconTag, IconTool, IconToolsKitchen2, IconTrain, IconUser, IconCloud,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import classes from './charge-list.module.css'

type Icon = ComponentType<{ readonly size?: number; readonly stroke?: number }>

/** A glyph for each built-in category; one of one's own has a tag. */
const GLYPHS: Readonly<Record<string, Icon>> = {
  uncategorised: IconQuestionMark, 'travel-air': IconPlane, 'travel-car': IconKey, lodging: IconBed, 'ground-transport': IconTrain, dining: IconToolsKitchen2, alcohol: IconGlass, fuel: IconGasStation, grocery: IconShoppingCart,
  software: IconCloud, electronics: IconDeviceLaptop, office: IconPaperclip, advertising: IconAd2, telecom: IconPhone, professional: IconBriefcase, shipping: IconPackage, utilities: IconBolt, 'rent-property': IconBuilding,
  insurance: IconShieldHalf, education: IconBook, health: IconHeartbeat, cash: IconCash, gambling: IconDice5, entertainment: IconDeviceTv, vehicle: IconCar, government: IconBuildingBank, gifts: IconGift, personal: IconUser,
  retail: IconShoppingBag, fees: IconReceipt, payments: IconCreditCardPay, merchandise: IconBuildingStore, maintenance: IconTool,
}

export function CategoryGlyph({ categoryKey, name }: { readonly categoryKey: string; readonly name: string }) {
  const Glyph = GLYPHS[categoryKey] ?? IconTag
  return (
    <span className={classes.glyph} data-unknown={categoryKey === 'uncategorised' || undefined} title={name}>
      <Glyph size={16} stroke={1.6} />
    </span>
  )
}
