//! Exact amounts as integers, and their rounding.

/// An amount in 10⁻¹⁸ of the currency's unit: enough for the digits of every binary sum.
pub(super) type Amount = i128;

/// Decimals of an [`Amount`].
const DECIMALS: usize = 18;
/// One lira, yen or dinar.
pub(super) const ONE: Amount = 10_i128.pow(18);

/// How a value between two steps is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    HalfUp,
    HalfEven,
    Down,
    Up,
}

/// Every way.
pub(super) const WAYS: [Way; 4] = [Way::HalfUp, Way::HalfEven, Way::Down, Way::Up];

/// `amount` × `times` / `by`, rounded to a multiple of `step`.
pub(super) fn scale(amount: Amount, times: i128, by: i128, step: Amount, way: Way) -> Amount {
    let (value, unit) = (amount * times, by * step);
    let (whole, rest) = (value.div_euclid(unit), value.rem_euclid(unit));
    let is_up = match way {
        Way::HalfUp => rest * 2 >= unit,
        Way::HalfEven => rest * 2 > unit || (rest * 2 == unit && whole % 2 != 0),
        Way::Down => false,
        Way::Up => rest > 0,
    };
    (whole + i128::from(is_up)) * step
}

/// `amount`, rounded to a multiple of `step`.
pub(super) fn round(amount: Amount, step: Amount, way: Way) -> Amount {
    scale(amount, 1, 1, step, way)
}

/// `rate` % of `amount`, rounded half up to a multiple of `step`.
pub(super) fn percent(amount: Amount, rate: i128, step: Amount) -> Amount {
    scale(amount, rate, 100, step, Way::HalfUp)
}

/// Reads plain digits; `None` if they have more decimals than an [`Amount`].
pub(super) fn parse(text: &str) -> Option<Amount> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if decimals.len() > DECIMALS {
        return None;
    }
    let whole: Amount = whole.parse().ok()?;
    let decimals: Amount = format!("{decimals:0<DECIMALS$}").parse().ok()?;
    whole.checked_mul(ONE)?.checked_add(decimals).map(|size| sign * size)
}

/// Plain digits with at least `least` decimals.
pub(super) fn show(amount: Amount, least: usize) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    let size = amount.abs();
    let decimals = format!("{:018}", size % ONE);
    let used = decimals.trim_end_matches('0').len().max(least);
    let point = if used == 0 { "" } else { "." };
    format!("{sign}{}{point}{}", size / ONE, &decimals[..used])
}
