//! An exact number in data: its decimal notation as text, since readers of JSON numbers round.

use schemars::JsonSchema;
use serde::Serialize;

use super::field::Number;
use super::money::Money;

/// An exact decimal number. Amounts usually have the decimals of their currency: compare values, not texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Exact(#[schemars(regex(pattern = r"^-?[0-9]+(\.[0-9]+)?$"))] String);

impl Exact {
    /// The value of a number in the decimals of an amount.
    pub fn like(number: &Number, amount: &Money) -> Self {
        number.value.map_or_else(|| number.into(), |value| Self(Money { value, ..*amount }.to_string()))
    }
}

impl From<&Money> for Exact {
    fn from(amount: &Money) -> Self {
        Self(amount.to_string())
    }
}

impl From<&Number<'_>> for Exact {
    fn from(number: &Number) -> Self {
        // A number out of range has no value, but no sum and no cause has such a number.
        Self(
            number.value.map_or_else(|| number.written().into_owned(), |value| value.normalize().to_string()),
        )
    }
}

impl From<u32> for Exact {
    fn from(number: u32) -> Self {
        Self(number.to_string())
    }
}
