//! Causes as data: the name of each kind, and the numbers that it speaks of (contract §11).

use schemars::JsonSchema;
use serde::Serialize;

use super::cause::{Cause, CauseKind, DigitSlip, DiscountsWay, ElementSlip, RoundingWay};
use crate::request::{Exact, Path};

/// Declares the names of causes, each with its word in data.
macro_rules! cause_names {
    ($($(#[doc = $doc:literal])+ $name:ident $word:literal)*) => {
        /// The name of a kind of cause: one fixed word for each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
        pub enum CauseName {
            $($(#[doc = $doc])+ #[serde(rename = $word)] $name,)*
        }

        impl CauseName {
            /// Its word in data.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

cause_names! {
    /// The total was added up in binary floating point.
    BinaryFloats "binary-floats"
    /// Each `price` is the price of one piece.
    PriceOfOnePiece "price-of-one-piece"
    /// Amounts with more decimals than the currency were rounded.
    Rounding "rounding"
    /// The price of an item is not its `unit_price` × `quantity`.
    ItemPrice "item-price"
    /// Discounts are below 0.
    NegativeDiscounts "negative-discounts"
    /// The unit prices were added up, without the quantities.
    QuantityForgotten "quantity-forgotten"
    /// A total is in minor units, or was read as if it were.
    MinorUnits "minor-units"
    /// Items or discounts are in another unit than the totals.
    ElementMinorUnits "element-minor-units"
    /// The discounts were applied wrongly.
    Discounts "discounts"
    /// An item, or a discount, was left out or counted twice.
    LeftOutOrTwice "left-out-or-twice"
    /// All discounts were left out or counted twice.
    AllDiscounts "all-discounts"
    /// Two totals were exchanged.
    Exchanged "exchanged"
    /// A total has the value of another one.
    Copied "copied"
    /// A discount is a percentage instead of an amount.
    Percentage "percentage"
    /// A discount of so many percent was rounded in two ways.
    RoundedPercentage "rounded-percentage"
    /// KDV, the Turkish VAT, was added or taken out.
    Vat "vat"
    /// A total was rounded to a step that is larger than the minor unit.
    RoundedTotal "rounded-total"
    /// The decimal point is at the wrong place.
    ShiftedPoint "shifted-point"
    /// A total has the wrong sign, or a discount was added.
    WrongSign "wrong-sign"
    /// One digit is wrong.
    WrongDigit "wrong-digit"
    /// Two digits are swapped.
    SwappedDigits "swapped-digits"
    /// One digit is missing.
    MissingDigit "missing-digit"
    /// One digit was typed twice.
    DoubledDigit "doubled-digit"
    /// An item was counted with one piece more or less.
    StaleQuantity "stale-quantity"
    /// The totals agree with each other, and the lists do not.
    Unlisted "unlisted"
    /// Both net totals contain something that the basket does not have.
    Surplus "surplus"
}

/// The numbers that a cause speaks of. Which of them there are depends on its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CauseNumbers {
    /// The first total that it explains, as it is declared.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Exact")]
    pub declared: Option<Exact>,
    /// What that total should be.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Exact")]
    pub sum: Option<Exact>,
    /// The amount that the cause is about: of the item, the discount or one piece, of all discounts, or of the surplus.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Exact")]
    pub amount: Option<Exact>,
    /// What the items add up to if the mistake is corrected; of `quantity-forgotten`, with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Exact")]
    pub basket_sum: Option<Exact>,
    /// Of `rounding`, the total that was rounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Exact")]
    pub exact: Option<Exact>,
    /// Of `vat`, the sum of the items before KDV was put on top or taken out; of `discounts`, what they were applied to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Exact")]
    pub from: Option<Exact>,
    /// Of `vat`, the sum of the items after that; of `discounts`, the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Exact")]
    pub to: Option<Exact>,
    /// Of `rounded-percentage`, the amount of the discount in the basket; `amount` is that in the totals.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Exact")]
    pub here: Option<Exact>,
    /// Of `unlisted`, by how much the declared total of the items is higher than their list.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Exact")]
    pub items: Option<Exact>,
    /// Of `unlisted`, by how much the declared total of the discounts is higher than their list.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Exact")]
    pub discounts: Option<Exact>,
    /// How many discounts the cause is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize")]
    pub count: Option<usize>,
    /// The `price` of the item; if several items may be it, of the first, as the next three.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Exact")]
    pub price: Option<Exact>,
    /// The `unit_price` of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Exact")]
    pub unit_price: Option<Exact>,
    /// The `quantity` of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Exact")]
    pub quantity: Option<Exact>,
    /// `unit_price` × `quantity` of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Exact")]
    pub product: Option<Exact>,
    /// The percentage of a discount, as it is written, or the rate of KDV. Below 1 it is a fraction: 0.1 is 10 %.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Exact")]
    pub percent: Option<Exact>,
    /// What the total was rounded to a multiple of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Exact")]
    pub step: Option<Exact>,
    /// The declared total is its sum × 10 to this power; of `element-minor-units`, the amounts in the totals are those of the list × 10 to this power.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "i64")]
    pub power_of_ten: Option<i64>,
}

impl CauseKind<'_> {
    /// Its name in data.
    pub fn name(&self) -> CauseName {
        match self {
            Self::BinaryFloats(_) => CauseName::BinaryFloats,
            Self::ItemPrice { .. } => CauseName::ItemPrice,
            Self::NegativeDiscounts { .. } => CauseName::NegativeDiscounts,
            Self::PriceOfOnePiece(_) => CauseName::PriceOfOnePiece,
            Self::QuantityForgotten(_) => CauseName::QuantityForgotten,
            Self::Element { slip, .. } => match slip {
                ElementSlip::LeftOut | ElementSlip::CountedTwice => CauseName::LeftOutOrTwice,
                ElementSlip::OnePieceLess | ElementSlip::OnePieceMore => CauseName::StaleQuantity,
                ElementSlip::WrongSign => CauseName::WrongSign,
                ElementSlip::InMinorUnits | ElementSlip::InWholeUnits => CauseName::ElementMinorUnits,
            },
            Self::AllDiscounts { .. } => CauseName::AllDiscounts,
            Self::Discounts { .. } => CauseName::Discounts,
            Self::Percentage { .. } => CauseName::Percentage,
            Self::RoundedPercentage { .. } => CauseName::RoundedPercentage,
            Self::Vat { .. } => CauseName::Vat,
            Self::Rounding { .. } => CauseName::Rounding,
            Self::RoundedTotal { .. } => CauseName::RoundedTotal,
            Self::MinorUnits(_) => CauseName::MinorUnits,
            Self::ListInMinorUnits { .. } => CauseName::ElementMinorUnits,
            Self::ShiftedPoint(_) => CauseName::ShiftedPoint,
            Self::Digits(DigitSlip::Wrong) => CauseName::WrongDigit,
            Self::Digits(DigitSlip::Swapped) => CauseName::SwappedDigits,
            Self::Digits(DigitSlip::Missing) => CauseName::MissingDigit,
            Self::Digits(DigitSlip::Doubled) => CauseName::DoubledDigit,
            Self::WrongSign => CauseName::WrongSign,
            Self::Exchanged(..) => CauseName::Exchanged,
            Self::Copied(_) => CauseName::Copied,
            Self::Unlisted { .. } => CauseName::Unlisted,
            Self::Surplus(_) => CauseName::Surplus,
        }
    }
}

impl Cause<'_> {
    /// The numbers that it speaks of.
    pub fn numbers(&self) -> CauseNumbers {
        let numbers = CauseNumbers {
            declared: Some(Exact::like(&self.declared, &self.sum)),
            sum: Some((&self.sum).into()),
            ..CauseNumbers::default()
        };
        match &self.kind {
            CauseKind::ItemPrice { price, product: (unit_price, quantity, product), .. } => CauseNumbers {
                price: Some(Exact::like(price, product)),
                unit_price: Some(Exact::like(unit_price, product)),
                quantity: Some(quantity.into()),
                product: Some(product.into()),
                ..numbers
            },
            CauseKind::PriceOfOnePiece(sum) | CauseKind::QuantityForgotten(sum) => {
                CauseNumbers { basket_sum: Some(sum.into()), ..numbers }
            }
            CauseKind::MinorUnits(exponent)
            | CauseKind::ShiftedPoint(exponent)
            | CauseKind::ListInMinorUnits { exponent, .. } => {
                CauseNumbers { power_of_ten: Some(*exponent), ..numbers }
            }
            CauseKind::Discounts { discounts, start, end, .. } => CauseNumbers {
                amount: Some(discounts.into()),
                from: Some(start.into()),
                to: Some(end.into()),
                ..numbers
            },
            CauseKind::Element { amount, .. } | CauseKind::Surplus(amount) => {
                CauseNumbers { amount: Some(amount.into()), ..numbers }
            }
            CauseKind::NegativeDiscounts { count, amount, .. }
            | CauseKind::AllDiscounts { count, amount, .. } => {
                CauseNumbers { amount: Some(amount.into()), count: Some(*count), ..numbers }
            }
            CauseKind::Percentage { percent, amount, .. } => {
                CauseNumbers { percent: Some(percent.into()), amount: Some(amount.into()), ..numbers }
            }
            CauseKind::RoundedPercentage { percent, here, in_totals, .. } => CauseNumbers {
                percent: Some((*percent).into()),
                amount: Some(in_totals.into()),
                here: Some(here.into()),
                ..numbers
            },
            CauseKind::Vat { percent, items: (from, to), .. } => CauseNumbers {
                percent: Some((*percent).into()),
                from: Some(from.into()),
                to: Some(to.into()),
                ..numbers
            },
            CauseKind::Rounding { exact, .. } => CauseNumbers { exact: Some(exact.into()), ..numbers },
            CauseKind::RoundedTotal { step, .. } => CauseNumbers { step: Some(step.into()), ..numbers },
            CauseKind::BinaryFloats(_)
            | CauseKind::Digits(_)
            | CauseKind::WrongSign
            | CauseKind::Exchanged(..)
            | CauseKind::Copied(_) => numbers,
            CauseKind::Unlisted { items, discounts, .. } => CauseNumbers {
                items: Some((&items.by).into()),
                discounts: Some((&discounts.by).into()),
                ..numbers
            },
        }
    }
}

impl CauseKind<'_> {
    /// Which of the ways of its kind it is, in one word; `None` if there is only one.
    pub fn way(&self) -> Option<&'static str> {
        Some(match self {
            Self::Element { slip, .. } => match slip {
                ElementSlip::LeftOut => "left-out",
                ElementSlip::CountedTwice => "counted-twice",
                ElementSlip::OnePieceLess => "one-piece-less",
                ElementSlip::OnePieceMore => "one-piece-more",
                ElementSlip::WrongSign => "element",
                ElementSlip::InMinorUnits => "in-minor-units",
                ElementSlip::InWholeUnits => "in-whole-units",
            },
            Self::AllDiscounts { is_twice: false, .. } => "left-out",
            Self::AllDiscounts { is_twice: true, .. } => "counted-twice",
            Self::Discounts { way, .. } => match way {
                DiscountsWay::NotSubtracted => "not-subtracted",
                DiscountsWay::SubtractedTwice => "subtracted-twice",
                DiscountsWay::Added => "added",
                DiscountsWay::SubtractedFromProducts => "subtracted-from-products",
                DiscountsWay::TakenOffPrices => "taken-off-prices",
            },
            Self::Vat { is_added: true, .. } => "put-on-top",
            Self::Vat { is_added: false, .. } => "taken-out",
            Self::RoundedTotal { way, .. } => match way {
                RoundingWay::HalfUp => "half-up",
                RoundingWay::HalfEven => "half-even",
                RoundingWay::Down => "down",
                RoundingWay::Up => "up",
            },
            _ => return None,
        })
    }

    /// The items or discounts that it is about: of `left-out-or-twice` and similar kinds, any one of them may be it.
    pub fn elements(&self) -> Vec<Path<'static>> {
        match self {
            Self::Element { elements, .. } => elements.clone(),
            Self::ItemPrice { items, .. } => items.clone(),
            Self::Percentage { discounts, .. } => discounts.clone(),
            Self::RoundedPercentage { discount, .. } => discount.iter().copied().collect(),
            Self::ListInMinorUnits { only, .. } => only.iter().copied().collect(),
            _ => Vec::new(),
        }
    }
}
