//! Exact decimal arithmetic: parsing, sums and products. A result that cannot be exact is an error.

use rust_decimal::Decimal;

/// Significant digits that an amount may have (contract §5, `LINT_AMOUNT_OUT_OF_RANGE`).
const MAX_DIGITS: usize = 28;

#[allow(clippy::indexing_slicing, reason = "evaluated while compiling")]
/// `POWERS[n]` is 10ⁿ, for every power of ten that an `i128` holds.
const POWERS: [i128; 39] = {
    let mut powers = [1_i128; 39];
    let mut n = 1;
    while n < powers.len() {
        powers[n] = powers[n - 1] * 10;
        n += 1;
    }
    powers
};

/// A number or a sum that 28 significant digits cannot hold exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange;

/// The exact value of a JSON number: `100`, `100.00`, `1e2` and `1.00E+2` are one value.
///
/// # Errors
/// [`OutOfRange`] if 28 significant digits cannot hold it. Nothing is ever rounded.
pub fn parse(number: &str) -> Result<Decimal, OutOfRange> {
    let (coefficient, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let decimals = coefficient.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let digits = coefficient.replace(['-', '.'], "");
    let digits = digits.trim_start_matches('0');
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return Ok(Decimal::ZERO);
    }
    if significant.len() > MAX_DIGITS {
        return Err(OutOfRange);
    }
    let mut mantissa: i128 = significant.parse().map_err(|_| OutOfRange)?;
    if coefficient.starts_with('-') {
        mantissa = mantissa.saturating_neg();
    }
    // An exponent that an `i128` cannot hold has more digits than the number has zeros that could make up for it.
    let exponent: i128 = exponent.parse().map_err(|_| OutOfRange)?;
    let zeros = digits.len().saturating_sub(significant.len()) as i128;
    let power = exponent.saturating_add(zeros).saturating_sub(decimals as i128);
    let places = usize::try_from(power.unsigned_abs()).map_err(|_| OutOfRange)?;
    let (mantissa, scale) = if power < 0 { (mantissa, places) } else { (raise(mantissa, places)?, 0) };
    let scale = u32::try_from(scale).map_err(|_| OutOfRange)?;
    Decimal::try_from_i128_with_scale(mantissa, scale).map_err(|_| OutOfRange)
}

/// `mantissa` × 10^`places`.
fn raise(mantissa: i128, places: usize) -> Result<i128, OutOfRange> {
    let power = POWERS.get(places).ok_or(OutOfRange)?;
    mantissa.checked_mul(*power).ok_or(OutOfRange)
}

/// An exact running sum. Only the result must fit into 28 digits; intermediate sums may have more.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    mantissa: i128,
    scale: u32,
    /// The part that did not fit into `mantissa`: whole units, and units of 10⁻²⁸.
    set_aside: (i128, i128),
}

impl Sum {
    /// Adds `amount`.
    ///
    /// # Errors
    /// [`OutOfRange`] if the sum is billions of times larger than any amount can be.
    pub fn add(&mut self, amount: Decimal) -> Result<(), OutOfRange> {
        let (term, scale) = (amount.mantissa(), amount.scale());
        if let Some(sum) = align_and_add((self.mantissa, self.scale), (term, scale)) {
            (self.mantissa, self.scale) = sum;
            return Ok(());
        }
        self.set_aside = self.all_set_aside()?;
        (self.mantissa, self.scale) = (term, scale);
        Ok(())
    }

    /// Subtracts `amount`.
    ///
    /// # Errors
    /// Those of [`add`](Self::add).
    pub fn subtract(&mut self, mut amount: Decimal) -> Result<(), OutOfRange> {
        amount.set_sign_positive(amount.is_sign_negative());
        self.add(amount)
    }

    /// The whole sum, in whole units and units of 10⁻²⁸.
    fn all_set_aside(self) -> Result<(i128, i128), OutOfRange> {
        let unit = raise(1, self.scale as usize)?;
        let (whole, fraction) = (self.mantissa.checked_div(unit), self.mantissa.checked_rem(unit));
        let fraction = raise(fraction.ok_or(OutOfRange)?, MAX_DIGITS.saturating_sub(self.scale as usize))?;
        let whole = whole.and_then(|whole| whole.checked_add(self.set_aside.0));
        let fraction = fraction.checked_add(self.set_aside.1);
        whole.zip(fraction).ok_or(OutOfRange)
    }

    /// The sum.
    ///
    /// # Errors
    /// [`OutOfRange`] if 28 significant digits cannot hold it.
    pub fn total(self) -> Result<Decimal, OutOfRange> {
        if self.set_aside == (0, 0) {
            return decimal(self.mantissa, self.scale);
        }
        let (whole, mut fraction) = self.all_set_aside()?;
        let mut scale = MAX_DIGITS;
        while scale > 0 && fraction % 10 == 0 {
            fraction /= 10;
            scale = scale.saturating_sub(1);
        }
        let mantissa = raise(whole, scale)?.checked_add(fraction).ok_or(OutOfRange)?;
        decimal(mantissa, u32::try_from(scale).map_err(|_| OutOfRange)?)
    }
}

/// The sum of two terms, each a mantissa and a scale, if it fits into one.
fn align_and_add(a: (i128, u32), b: (i128, u32)) -> Option<(i128, u32)> {
    let scale = a.1.max(b.1);
    let align = |(mantissa, of): (i128, u32)| match scale.saturating_sub(of) {
        0 => Some(mantissa),
        places => raise(mantissa, places as usize).ok(),
    };
    Some((align(a)?.checked_add(align(b)?)?, scale))
}

/// `mantissa` × 10^−`scale`, if 28 significant digits can hold it.
fn decimal(mut mantissa: i128, mut scale: u32) -> Result<Decimal, OutOfRange> {
    // Trailing zeros are not significant.
    while !fits(mantissa) && mantissa % 10 == 0 && scale > 0 {
        mantissa /= 10;
        scale = scale.saturating_sub(1);
    }
    // `Decimal` holds no more than 29 digits, of which the last one must then be a zero.
    if !fits(mantissa) && mantissa % 10 != 0 {
        return Err(OutOfRange);
    }
    Decimal::try_from_i128_with_scale(mantissa, scale).map_err(|_| OutOfRange)
}

/// Whether `mantissa` has at most 28 digits.
fn fits(mantissa: i128) -> bool {
    POWERS.get(MAX_DIGITS).is_some_and(|limit| mantissa.unsigned_abs() < limit.unsigned_abs())
}

/// `a` − `b`.
///
/// # Errors
/// [`OutOfRange`] if 28 significant digits cannot hold the difference.
pub fn difference(a: Decimal, b: Decimal) -> Result<Decimal, OutOfRange> {
    let mut sum = Sum::default();
    sum.add(a)?;
    sum.subtract(b)?;
    sum.total()
}

/// `a` × `b`.
///
/// # Errors
/// [`OutOfRange`] if 28 significant digits cannot hold the product.
pub fn product(a: Decimal, b: Decimal) -> Result<Decimal, OutOfRange> {
    let (mut a_mantissa, mut b_mantissa) = (a.mantissa(), b.mantissa());
    let mut scale = a.scale().saturating_add(b.scale());
    if let Some(mantissa) = a_mantissa.checked_mul(b_mantissa).filter(|_| scale <= Decimal::MAX_SCALE) {
        return decimal(mantissa, scale);
    }
    // Every factor of ten in the product is a factor of two and a factor of five in `a` or `b`. Once they are divided
    // out, the product overflows only if it has too many significant digits.
    while scale > 0 {
        let Some((x, y)) = without_ten(a_mantissa, b_mantissa) else { break };
        (a_mantissa, b_mantissa) = (x, y);
        scale = scale.saturating_sub(1);
    }
    let mantissa = a_mantissa.checked_mul(b_mantissa).ok_or(OutOfRange)?;
    decimal(mantissa, scale)
}

/// Two factors of `a` × `b` / 10, if ten divides the product.
fn without_ten(a: i128, b: i128) -> Option<(i128, i128)> {
    match (a % 2 == 0, b % 2 == 0, a % 5 == 0, b % 5 == 0) {
        (true, _, true, _) => Some((a / 10, b)),
        (_, true, _, true) => Some((a, b / 10)),
        (true, _, _, true) => Some((a / 2, b / 5)),
        (_, true, true, _) => Some((a / 5, b / 2)),
        _ => None,
    }
}

/// `amount` with at least `decimals` decimals: `250` is `250.00` in TRY.
pub fn show(amount: Decimal, decimals: u32) -> String {
    let mut shown = amount.normalize();
    if shown.scale() < decimals {
        // A number that would have too many digits keeps its own.
        shown.rescale(decimals);
    }
    shown.to_string()
}
