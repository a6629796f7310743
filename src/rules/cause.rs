//! Why declared totals differ from their sums, as values. `causes` finds them, `render::words` turns them into sentences.

use crate::request::{Discount, Money, Number, Path, totals::Declared};

/// A cause that the numbers prove or suggest.
#[derive(Clone, Debug)]
pub struct Cause<'a> {
    /// The totals that it explains, in order.
    pub totals: Vec<Declared>,
    /// What went wrong.
    pub kind: CauseKind<'a>,
}

impl<'a> Cause<'a> {
    /// A cause of these totals; none if there are no totals.
    pub fn of(totals: Vec<Declared>, kind: impl FnOnce() -> CauseKind<'a>) -> Option<Self> {
        (!totals.is_empty()).then(|| Self { totals, kind: kind() })
    }
}

impl CauseKind<'_> {
    /// Its name in data: one fixed word for each kind (contract §11).
    pub fn name(&self) -> &'static str {
        match self {
            Self::BinaryFloats { .. } => "binary-floats",
            Self::ItemPrice { .. } => "item-price",
            Self::NegativeDiscounts { .. } => "negative-discounts",
            Self::PriceOfOnePiece { .. } => "price-of-one-piece",
            Self::Rounding { .. } => "rounding",
            Self::MinorUnits { .. } => "minor-units",
            Self::Discounts { .. } => "discounts",
            Self::LeftOutOrTwice { .. } => "left-out-or-twice",
            Self::AllDiscounts { .. } => "all-discounts",
            Self::SwappedDigits(..) => "swapped-digits",
            Self::ShiftedPoint { .. } => "shifted-point",
            Self::WrongDigit(..) => "wrong-digit",
        }
    }

    /// Whether the numbers prove it; otherwise it may be a coincidence.
    pub fn is_certain(&self) -> bool {
        matches!(self, Self::BinaryFloats { .. })
    }

    /// The field of the basket that has to be corrected, if it is known.
    pub fn root(&self) -> Option<Path<'static>> {
        match self {
            Self::ItemPrice { items, .. } => match items.as_slice() {
                [item] => Some(*item),
                _ => None,
            },
            Self::NegativeDiscounts { first, .. } => Some(Path::of(first.place, Discount::amount)),
            _ => None,
        }
    }
}

/// What went wrong, the strongest first: what needs the fewest assumptions.
#[derive(Clone, Debug)]
pub enum CauseKind<'a> {
    /// The declared number has exactly the digits of a binary sum. No other calculation has them.
    BinaryFloats { declared: Number<'a>, formula: Formula },
    /// An item's price is not its `unit_price` × `quantity`, by exactly the deviation.
    ItemPrice {
        /// The prices; more than one if any of them may be what is wrong.
        items: Vec<Path<'static>>,
        /// The first of them, as it is written.
        price: Number<'a>,
        /// `unit_price` and `quantity` of the first, and their product.
        product: (Number<'a>, Number<'a>, Money),
    },
    /// Discounts are below 0, and the totals are right if they are positive. `written` is the first of them, `amount` the
    /// positive sum of all.
    NegativeDiscounts { count: usize, first: Path<'static>, written: Number<'a>, amount: Money },
    /// The totals are right if each `price` is the price of one piece: the sum of `unit_price` × `quantity`, or of `price` ×
    /// `quantity`.
    PriceOfOnePiece { has_unit_price: bool, sum: Money },
    /// The totals are right if amounts with more decimals than the currency are rounded.
    Rounding {
        /// The ways of rounding that give the same.
        ways: Vec<Rounding>,
        /// `unit_price` × `quantity` was rounded; otherwise `price`.
        is_product: bool,
        /// The first total, not rounded.
        exact: Money,
        /// The first total, as it is declared.
        declared: Number<'a>,
    },
    /// The declared number is its sum in minor units (exponent above 0), or the reverse.
    MinorUnits { declared: Number<'a>, sum: Money, exponent: i64 },
    /// The discounts were applied wrongly: `start` plus or minus `discounts` is `end`.
    Discounts { way: DiscountsWay, start: Money, discounts: Money, end: Money },
    /// One item, or one discount, was left out or counted twice; several if any of them may be it.
    LeftOutOrTwice { elements: Vec<Path<'static>>, amount: Money, is_twice: bool },
    /// All discounts were left out or counted twice.
    AllDiscounts { count: usize, amount: Money, is_twice: bool },
    /// The same digits, two of them swapped: declared, sum.
    SwappedDigits(String, String),
    /// The same digits, the decimal point at another place: by a power of ten.
    ShiftedPoint { declared: Number<'a>, sum: Money, exponent: i64 },
    /// The same digits but for one: declared, sum.
    WrongDigit(String, String),
}

/// How discounts were applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiscountsWay {
    NotSubtracted,
    SubtractedTwice,
    Added,
    SubtractedFromProducts,
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

/// Why a total differs from its sum.
#[derive(Clone, Debug)]
pub enum Diagnosis<'a> {
    /// It is the only total that differs; the three or two others agree with the basket. The most likely cause.
    Alone { has_three_others: bool, cause: Option<Cause<'a>> },
    /// The most likely cause, and another one that explains the same totals.
    Caused { cause: Cause<'a>, alternative: Option<Cause<'a>> },
    /// It has the cause of the finding about this other total; or it is the root of that cause: the field of the basket
    /// that has to be corrected.
    SameAs(Declared),
}

impl<'a> Diagnosis<'a> {
    /// The cause that is described here, if there is one.
    pub fn cause(&self) -> Option<&Cause<'a>> {
        match self {
            Self::Alone { cause, .. } => cause.as_ref(),
            Self::Caused { cause, .. } => Some(cause),
            Self::SameAs(_) => None,
        }
    }
}
