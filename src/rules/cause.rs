//! Why declared totals differ from their sums, as values. `causes` finds them, `render::words` turns them into sentences.

use crate::request::{Discount, Money, Number, Path, Place, totals::Declared};

/// A cause that the numbers prove or suggest.
#[derive(Clone, Debug)]
pub struct Cause<'a> {
    /// The totals that it explains, in order.
    pub totals: Vec<Declared>,
    /// The first of them, as it is declared.
    pub declared: Number<'a>,
    /// What that should be.
    pub sum: Money,
    /// What went wrong.
    pub kind: CauseKind<'a>,
}

/// What went wrong.
#[derive(Clone, Debug)]
pub enum CauseKind<'a> {
    /// The declared number has exactly the digits of a binary sum. No other calculation has them.
    BinaryFloats(Formula),
    /// An item's price is not its `unit_price` × `quantity`, by exactly the deviation.
    ItemPrice {
        /// The prices that contradict their factors.
        items: Vec<Path<'static>>,
        /// Whether all of them are wrong; otherwise any one of them may be.
        is_each: bool,
        /// The first of them, as it is written.
        price: Number<'a>,
        /// `unit_price` and `quantity` of the first, and their product.
        product: (Number<'a>, Number<'a>, Money),
    },
    /// Discounts are below 0, and the totals are right if they are positive. `written` is the first of them, `amount` the
    /// positive sum of all.
    NegativeDiscounts { count: usize, first: Path<'static>, written: Number<'a>, amount: Money },
    /// Each `price` is the price of one piece; the sum with the quantities.
    PriceOfOnePiece(Money),
    /// `unit_price` was added up instead of `price`; that sum.
    QuantityForgotten(Money),
    /// A slip with one item or one discount.
    Element {
        slip: ElementSlip,
        /// It; several if any of them may be it.
        elements: Vec<Path<'static>>,
        /// Its amount; of a piece, the price of one.
        amount: Money,
        /// Whether the declared totals agree with each other: then the list may be what is wrong.
        is_in_all: bool,
    },
    /// All discounts were left out or counted twice.
    AllDiscounts { count: usize, amount: Money, is_twice: bool },
    /// The discounts were applied wrongly: `start` plus or minus `discounts` is `end`.
    Discounts { way: DiscountsWay, start: Money, discounts: Money, end: Money },
    /// These discounts have percentages instead of amounts: the first number, and the amount that the totals have for all.
    Percentage { discounts: Vec<Path<'static>>, percent: Number<'a>, amount: Money },
    /// A discount of so many percent, or all discounts together, was rounded for each item in one place, and as a whole in
    /// the other: its amount here, and in the totals.
    RoundedPercentage { discount: Option<Path<'static>>, percent: u32, here: Money, in_totals: Money },
    /// KDV, the Turkish VAT, of so many percent was put on top, or taken out: the sum of the items before and after.
    Vat { percent: u32, is_added: bool, of: VatOf, items: (Money, Money) },
    /// The totals are right if amounts with more decimals than the currency are rounded.
    Rounding {
        /// The ways of rounding that give the same.
        ways: Vec<Rounding>,
        /// `unit_price` × `quantity` was rounded; otherwise `price`.
        is_product: bool,
        /// The first total, not rounded.
        exact: Money,
    },
    /// A total was rounded to a multiple of `step`, which is more than the currency's minor unit.
    RoundedTotal { step: Money, way: RoundingWay },
    /// The declared number is its sum in minor units (exponent above 0), or the reverse.
    MinorUnits(i64),
    /// All prices, or all discounts, are in minor units and the totals are not (exponent below 0), or the reverse.
    ListInMinorUnits {
        is_items: bool,
        /// The only amount, if there is just one.
        only: Option<Path<'static>>,
        exponent: i64,
    },
    /// The same digits, the decimal point at another place: by a power of ten.
    ShiftedPoint(i64),
    /// A typing error in the digits.
    Digits(DigitSlip),
    /// The sign is wrong.
    WrongSign,
    /// The two totals were exchanged.
    Exchanged(Declared, Declared),
    /// The total has the value of another one.
    Copied(Declared),
    /// The declared totals agree with each other, and the lists do not; and a key that seems to be misspelt.
    Unlisted { items: ListGap, discounts: ListGap, misspelt: Option<&'a str> },
    /// Both net totals are higher by this, or lower if it is below 0, while the products and the discounts are right.
    Surplus(Money),
}

/// A list that does not agree with its declared total.
#[derive(Clone, Debug)]
pub struct ListGap {
    /// By how much the total is higher than the list; 0 if they agree.
    pub by: Money,
    /// The entries that have just the amount that is too much.
    pub repeated: Vec<Path<'static>>,
    /// Whether one amount alone may be wrong by this: it stays above 0 if it is corrected.
    pub may_be_amount: bool,
}

/// What has to be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blame {
    /// The totals that the cause explains.
    Totals,
    /// An amount of the basket, or its lists.
    Basket,
    /// The one or the other.
    Either,
}

/// A slip with one item or one discount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementSlip {
    LeftOut,
    CountedTwice,
    OnePieceLess,
    OnePieceMore,
    /// Of a discount: it was added.
    WrongSign,
    /// Its amount is in minor units, and the totals have it in whole units.
    InMinorUnits,
    /// Its amount is in whole units, and the totals have it in minor units.
    InWholeUnits,
}

/// What KDV was computed of, and what was rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VatOf {
    /// Each total.
    Sum,
    /// The sums of the items and of the discounts.
    Both,
    /// The sum of the items; not the discounts.
    Items,
    /// Each item and each discount.
    EachAmount,
    /// Each item; not the discounts.
    EachItem,
}

/// A typing error in the digits of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DigitSlip {
    Wrong,
    Swapped,
    Missing,
    Doubled,
}

/// How a total was rounded to a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundingWay {
    HalfUp,
    HalfEven,
    Down,
    Up,
}

impl<'a> CauseKind<'a> {
    /// Whether the numbers prove it; otherwise it may be a coincidence.
    pub fn is_certain(&self) -> bool {
        matches!(self, Self::BinaryFloats(_))
    }

    /// Whether no other cause is shown beside it, since the basket or the number itself shows the mistake.
    pub fn is_visible(&self) -> bool {
        matches!(
            self,
            Self::ItemPrice { .. }
                | Self::NegativeDiscounts { .. }
                | Self::Rounding { .. }
                | Self::RoundedTotal { .. }
        )
    }

    /// What has to be corrected.
    pub fn blame(&self) -> Blame {
        match self {
            Self::ItemPrice { .. }
            | Self::NegativeDiscounts { .. }
            | Self::PriceOfOnePiece(_)
            | Self::Percentage { .. }
            | Self::Rounding { is_product: false, .. }
            | Self::Discounts { way: DiscountsWay::TakenOffPrices, .. }
            | Self::ListInMinorUnits { .. }
            | Self::Unlisted { .. } => Blame::Basket,
            Self::Element { slip, .. } if slip.is_of_unit() => Blame::Basket,
            Self::Vat { .. } | Self::MinorUnits(_) | Self::RoundedPercentage { .. } | Self::Surplus(_) => {
                Blame::Either
            }
            // Many programs take it that a currency has two decimals.
            Self::ShiftedPoint(exponent) if exponent.abs() == 2 => Blame::Either,
            Self::Element { is_in_all: true, .. } => Blame::Either,
            _ => Blame::Totals,
        }
    }

    /// Whether several totals are right and the basket is wrong. A sum in minor units would be a hundred times too much.
    pub fn is_in_basket(&self) -> bool {
        self.blame() == Blame::Basket || matches!(self, Self::MinorUnits(..0))
    }

    /// Whether no mistake in the lists explains it, even where the declared totals agree with each other.
    pub fn is_of_totals(&self) -> bool {
        matches!(self, Self::BinaryFloats(_) | Self::WrongSign)
    }

    /// The field of the basket that has to be corrected, if it is known.
    pub fn root(&self) -> Option<Path<'a>> {
        match self {
            Self::ItemPrice { items, .. } => match items.as_slice() {
                [item] => Some(*item),
                _ => None,
            },
            Self::NegativeDiscounts { first, .. } => Some(Path::of(first.place, Discount::amount)),
            Self::Unlisted { misspelt, .. } => Some(Path::of(Place::Basket, (*misspelt)?)),
            Self::ListInMinorUnits { only, .. } => *only,
            Self::Percentage { discounts, .. } => match discounts.as_slice() {
                [discount] => Some(*discount),
                _ => None,
            },
            _ => None,
        }
    }
}

impl ElementSlip {
    /// Whether the element is in another unit than the totals.
    pub fn is_of_unit(self) -> bool {
        matches!(self, Self::InMinorUnits | Self::InWholeUnits)
    }
}

/// How discounts were applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiscountsWay {
    NotSubtracted,
    SubtractedTwice,
    Added,
    SubtractedFromProducts,
    /// They are in the prices of the items already, and in the list as well.
    TakenOffPrices,
}

/// When and how amounts were rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// Each line was rounded; otherwise only the sum.
    pub is_each_line: bool,
    /// Halves were rounded to the even digit; otherwise up.
    pub is_half_even: bool,
}

/// A calculation: `plus` less `minus`, which is added up first if it is grouped.
#[derive(Clone, Debug)]
pub struct Formula {
    pub plus: Terms,
    pub minus: Terms,
    pub is_grouped: bool,
}

/// The terms of a sum: the first of them, as they are written, and how many there are.
#[derive(Clone, Debug)]
pub struct Terms {
    pub written: Vec<String>,
    pub count: usize,
}

/// The most likely cause, and another one that explains the same totals.
#[derive(Clone, Debug)]
pub struct LikelyCause<'a> {
    pub first: Box<Cause<'a>>,
    pub alternative: Option<Box<Cause<'a>>>,
}

/// Why a total differs from its sum.
#[derive(Clone, Debug)]
pub enum Diagnosis<'a> {
    /// It is the only total that differs; the three or two others agree with the basket.
    Alone { has_three_others: bool, cause: Option<LikelyCause<'a>> },
    /// It has a cause.
    Caused(LikelyCause<'a>),
    /// It has the cause of the finding about this other total; or it is the root of that cause: the field of the basket
    /// that has to be corrected.
    SameAs(Declared),
}

impl<'a> Diagnosis<'a> {
    /// The cause that is described here, and another one, if there are any.
    pub fn likely(&self) -> Option<&LikelyCause<'a>> {
        match self {
            Self::Alone { cause, .. } => cause.as_ref(),
            Self::Caused(cause) => Some(cause),
            Self::SameAs(_) => None,
        }
    }

    /// The cause that is described here, if there is one.
    pub fn cause(&self) -> Option<&Cause<'a>> {
        self.likely().map(|cause| &*cause.first)
    }
}
