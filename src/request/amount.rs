//! Exact decimal arithmetic: parsing, sums and products. A result that cannot be exact is an error.

use rust_decimal::Decimal;

/// Decimals that an amount may have.
const MAX_DECIMALS: usize = Decimal::MAX_SCALE as usize;

/// Digits of [`Decimal::MAX`].
const MAX_DIGITS: i128 = 29;

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

/// Why a 96-bit decimal cannot hold a number or a sum exactly (contract §5): the first of these limits that it exceeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutOfRange {
    /// It is above [`Decimal::MAX`], or below [`Decimal::MIN`].
    TooLarge,
    /// It has more than [`Decimal::MAX_SCALE`] decimals, without zeros at the end.
    TooManyDecimals,
    /// All its digits, without the decimal point, are a number of more than 96 bits.
    TooManyDigits,
}

impl OutOfRange {
    /// The limit that a number exceeds which does not have too many decimals: its whole units, and its fraction, of which
    /// only the sign counts.
    fn by(whole: i128, fraction: i128) -> Self {
        let max = Decimal::MAX.mantissa();
        let is_beyond = fraction.signum() == whole.signum();
        match whole.saturating_abs() {
            whole if whole > max || (whole == max && is_beyond) => Self::TooLarge,
            _ => Self::TooManyDigits,
        }
    }
}

/// The exact value of a JSON number: `100`, `100.00`, `1e2` and `1.00E+2` are one value.
///
/// # Errors
/// [`OutOfRange`] if a 96-bit decimal cannot hold it. Nothing is ever rounded.
pub fn parse(number: &str) -> Result<Decimal, OutOfRange> {
    let (coefficient, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let decimals = coefficient.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let digits = coefficient.replace(['-', '.'], "");
    let digits = digits.trim_start_matches('0');
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return Ok(Decimal::ZERO);
    }
    // An exponent that an `i128` cannot hold has more digits than the number has zeros that could make up for it.
    let overflow = if exponent.starts_with('-') { i128::MIN } else { i128::MAX };
    let zeros = digits.len().saturating_sub(significant.len()) as i128;
    let power = exponent.parse().unwrap_or(overflow).saturating_add(zeros).saturating_sub(decimals as i128);
    // The number is `significant` × 10^`power`.
    let whole_digits = power.saturating_add(significant.len() as i128);
    if whole_digits > MAX_DIGITS {
        return Err(OutOfRange::TooLarge);
    }
    let whole = significant.get(..usize::try_from(whole_digits).unwrap_or(0)).unwrap_or(significant);
    let zeros = usize::try_from(power).unwrap_or(0);
    let whole = whole.parse().ok().and_then(|whole| raise(whole, zeros)).unwrap_or(0);
    let places = if power < 0 { usize::try_from(power.unsigned_abs()).unwrap_or(usize::MAX) } else { 0 };
    let limit = OutOfRange::by(whole, places.min(1) as i128);
    if limit == OutOfRange::TooManyDigits && places > MAX_DECIMALS {
        return Err(OutOfRange::TooManyDecimals);
    }
    let mantissa = if places == 0 { Ok(whole) } else { significant.parse() };
    let sign = if coefficient.starts_with('-') { -1 } else { 1 };
    let mantissa = mantissa.map_err(|_| limit)?.saturating_mul(sign);
    Decimal::try_from_i128_with_scale(mantissa, u32::try_from(places).unwrap_or(u32::MAX)).map_err(|_| limit)
}

/// `mantissa` × 10^`places`.
fn raise(mantissa: i128, places: usize) -> Option<i128> {
    mantissa.checked_mul(*POWERS.get(places)?)
}

/// An exact running sum. Only the result must fit into 96 bits; intermediate sums may have more.
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
        self.set_aside = self.all_set_aside().ok_or(OutOfRange::TooLarge)?;
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
    fn all_set_aside(self) -> Option<(i128, i128)> {
        let unit = raise(1, self.scale as usize)?;
        let fraction =
            raise(self.mantissa.checked_rem(unit)?, MAX_DECIMALS.saturating_sub(self.scale as usize))?;
        let fraction = fraction.checked_add(self.set_aside.1)?;
        let (one, whole) = (raise(1, MAX_DECIMALS)?, self.mantissa.checked_div(unit)?);
        let whole = whole.checked_add(self.set_aside.0)?.checked_add(fraction.checked_div(one)?)?;
        Some((whole, fraction.checked_rem(one)?))
    }

    /// The sum.
    ///
    /// # Errors
    /// [`OutOfRange`] if a 96-bit decimal cannot hold it.
    pub fn total(self) -> Result<Decimal, OutOfRange> {
        let total = decimal(self.mantissa, self.scale).filter(|_| self.set_aside == (0, 0));
        if let Some(total) = total {
            return Ok(total);
        }
        let (whole, mut fraction) = self.all_set_aside().ok_or(OutOfRange::TooLarge)?;
        let limit = OutOfRange::by(whole, fraction);
        let mut scale = MAX_DECIMALS;
        while scale > 0 && fraction % 10 == 0 {
            fraction /= 10;
            scale = scale.saturating_sub(1);
        }
        let mantissa = raise(whole, scale).and_then(|whole| whole.checked_add(fraction)).ok_or(limit)?;
        decimal(mantissa, u32::try_from(scale).map_err(|_| limit)?).ok_or(limit)
    }
}

/// The sum of two terms, each a mantissa and a scale, if it fits into one.
fn align_and_add(a: (i128, u32), b: (i128, u32)) -> Option<(i128, u32)> {
    let scale = a.1.max(b.1);
    let align = |(mantissa, of): (i128, u32)| match scale.saturating_sub(of) {
        0 => Some(mantissa),
        places => raise(mantissa, places as usize),
    };
    Some((align(a)?.checked_add(align(b)?)?, scale))
}

/// `mantissa` × 10^−`scale`, if a 96-bit decimal can hold it.
fn decimal(mut mantissa: i128, mut scale: u32) -> Option<Decimal> {
    let max = Decimal::MAX.mantissa();
    while mantissa.saturating_abs() > max && mantissa % 10 == 0 && scale > 0 {
        mantissa /= 10;
        scale = scale.saturating_sub(1);
    }
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}

/// `amount` as a number of units of 10^−`scale`; `None` if it is not a whole number of them, or above 2⁹⁶.
pub fn in_units(amount: Decimal, scale: u32) -> Option<i128> {
    let units = raise(amount.mantissa(), scale.checked_sub(amount.scale())? as usize)?;
    (units.saturating_abs() <= 1 << 96).then_some(units)
}

/// `a` − `b`.
///
/// # Errors
/// [`OutOfRange`] if a 96-bit decimal cannot hold the difference.
pub fn difference(a: Decimal, b: Decimal) -> Result<Decimal, OutOfRange> {
    let mut sum = Sum::default();
    sum.add(a)?;
    sum.subtract(b)?;
    sum.total()
}

/// The exact sum of amounts; `None` if a 96-bit decimal cannot hold it.
pub fn sum(amounts: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    let mut sum = Sum::default();
    amounts.into_iter().try_for_each(|amount| sum.add(amount)).ok()?;
    sum.total().ok()
}

/// −`amount`.
pub fn negative(mut amount: Decimal) -> Decimal {
    amount.set_sign_positive(amount.is_sign_negative());
    amount
}

/// `a` × `b`; `None` if a 96-bit decimal cannot hold it.
pub fn product(a: Decimal, b: Decimal) -> Option<Decimal> {
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
    decimal(a_mantissa.checked_mul(b_mantissa)?, scale)
}

/// `amount` × 10^`exponent`; `None` if a 96-bit decimal cannot hold it.
pub fn times_ten(amount: Decimal, exponent: i64) -> Option<Decimal> {
    let places = u32::try_from(exponent.unsigned_abs()).ok()?;
    let factor = if exponent < 0 {
        Decimal::try_new(1, places).ok()?
    } else {
        Decimal::from(10_u64.checked_pow(places)?)
    };
    product(amount, factor)
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
