//! Exact decimals, as simple as possible: the whole units and the 10⁻²⁸ parts are added up separately, each
//! in an `i128` that has room for millions of the largest amounts.

use std::fmt;

/// Decimals that an amount may have; one part is 10⁻²⁸.
const DECIMALS: i64 = 28;
/// Digits of the largest mantissa.
const DIGITS: usize = 29;
const ONE: i128 = 10_i128.pow(28);

/// `whole` + `parts` × 10⁻²⁸, with 0 ≤ `parts` < 10²⁸ (also below zero), so that equal values have equal fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Exact {
    whole: i128,
    parts: i128,
}

impl Exact {
    pub(crate) const ZERO: Self = Self { whole: 0, parts: 0 };

    fn new(whole: i128, parts: i128) -> Self {
        Self { whole: whole + parts.div_euclid(ONE), parts: parts.rem_euclid(ONE) }
    }

    /// Reads a JSON number; `None` where it is out of range.
    pub(crate) fn parse(number: &str) -> Option<Self> {
        let unsigned = number.trim_start_matches('-');
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let digits = all.trim_start_matches('0');
        // The value is 0.DIGITS × 10^point.
        let point = whole.len() as i64 - (all.len() - digits.len()) as i64 + clamped(exponent);
        let digits = digits.trim_end_matches('0');
        if digits.is_empty() {
            return Some(Self::ZERO);
        }
        let decimals = digits.len() as i64 - point;
        // 10³⁰ is far above 2⁹⁶; without this limit the padding below could be endless.
        if digits.len() > DIGITS || decimals > DECIMALS || point > 30 {
            return None;
        }
        let zeros = |count: i64| "0".repeat(usize::try_from(count).unwrap_or(0));
        let padded = format!("{}{digits}{}", zeros(-point), zeros(-decimals));
        let (whole, fraction) = padded.split_at(usize::try_from(point).unwrap_or(0));
        let whole = format!("0{whole}").parse().ok()?;
        let parts = format!("{fraction:0<28}").parse().ok()?;
        let value = Self { whole, parts };
        let signed = if number.starts_with('-') { Self::ZERO.minus(value) } else { value };
        signed.in_range().then_some(signed)
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self::new(self.whole + other.whole, self.parts + other.parts)
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        Self::new(self.whole - other.whole, self.parts - other.parts)
    }

    /// "A 96-bit decimal with at most 28 decimals can hold it exactly."
    pub(crate) fn in_range(self) -> bool {
        let size = self.size();
        let decimals = format!("{:028}", size.parts);
        let mantissa = format!("{}{}", size.whole, decimals.trim_end_matches('0'));
        let mantissa = mantissa.trim_start_matches('0');
        mantissa.len() <= DIGITS && format!("0{mantissa}").parse::<i128>().is_ok_and(|it| it < 1 << 96)
    }

    fn size(self) -> Self {
        self.max(Self::ZERO.minus(self))
    }
}

/// The exponent, limited to a large value, because it may have any number of digits.
fn clamped(exponent: &str) -> i64 {
    let limit = 1_000_000_000;
    let beyond = if exponent.starts_with('-') { -limit } else { limit };
    exponent.parse().map_or(beyond, |e: i64| e.clamp(-limit, limit))
}

/// The shortest plain spelling: no exponent, no trailing zeros.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.size();
        let sign = if *self < Self::ZERO { "-" } else { "" };
        let plain = format!("{sign}{}.{:028}", size.whole, size.parts);
        f.write_str(plain.trim_end_matches('0').trim_end_matches('.'))
    }
}
