//! A cause that the numbers bear out, and how strong such causes are.

use crate::request::totals::Declared;

/// What may have gone wrong, the strongest first: those that need the fewest assumptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hypothesis {
    /// The declared number has the very digits of a binary sum. No other way leads to them.
    BinaryFloats,
    /// An item contradicts itself by just the deviation.
    ItemPrice,
    /// A discount is below 0, and the totals take it as positive.
    NegativeDiscount,
    /// The totals are those of `unit_price` × `quantity`, or of `price` × `quantity`.
    PriceOfOnePiece,
    /// The totals come out by rounding amounts that the currency cannot hold.
    Rounding,
    /// A factor of just the currency's minor unit.
    MinorUnits,
    /// Just the discounts too much or too little.
    Discounts,
    /// Just one item, or one discount, too much or too little.
    LeftOutOrTwice,
    /// The same digits, two of them swapped.
    SwappedDigits,
    /// The same digits, the decimal point elsewhere.
    ShiftedPoint,
    /// The same digits but for one.
    WrongDigit,
}

/// A hypothesis that holds exactly.
#[derive(Clone, Debug)]
pub(super) struct Cause {
    pub(super) hypothesis: Hypothesis,
    /// The deviating totals that it accounts for, in order.
    pub(super) totals: Vec<Declared>,
    /// What it says, as a clause with its numbers.
    pub(super) text: String,
}

impl Cause {
    /// A cause of these deviations, unless there are none.
    pub(super) fn of(
        hypothesis: Hypothesis,
        totals: Vec<Declared>,
        text: impl FnOnce() -> String,
    ) -> Option<Self> {
        if totals.is_empty() {
            return None;
        }
        Some(Self { hypothesis, totals, text: text() })
    }
}
