//! An amount as it is shown: in the decimals of its currency.

use std::fmt;

use rust_decimal::Decimal;

use super::amount;

/// An exact amount, and the decimals that it is shown with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// The amount.
    pub value: Decimal,
    /// The decimals of its currency; 2 if that is not known.
    pub decimals: u32,
}

impl Money {
    /// The amount without its sign.
    pub fn abs(self) -> Self {
        Self { value: self.value.abs(), ..self }
    }

    /// Whether the amount is below 0.
    pub fn is_negative(self) -> bool {
        self.value.is_sign_negative() && !self.value.is_zero()
    }
}

impl fmt::Display for Money {
    /// With at least the currency's decimals: `250` is `250.00` in TRY.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.value.scale() == self.decimals && !self.value.is_zero() {
            return write!(formatter, "{}", self.value);
        }
        formatter.write_str(&amount::show(self.value, self.decimals))
    }
}
