//! The values of a request that the template reads: its order ID, and its numbers.

use super::scan::Number;

/// The decimals of the unit of sums: those of the currency that has the most.
const DECIMALS: usize = 4;

/// `POWERS[n]` is 10ⁿ.
const POWERS: [u64; DECIMALS + 1] = [1, 10, 100, 1000, 10_000];

/// The values of a request.
#[derive(Debug, Default)]
pub(super) struct Values<'t> {
    /// The text from its order ID on, and from after it on.
    pub(super) order_id: Option<(&'t [u8], &'t [u8])>,
    /// The decimals of its currency, if it names one.
    pub(super) currency_decimals: Option<u8>,
    pub(super) amount: Option<Number>,
    pub(super) total_product_amount: Option<Number>,
    pub(super) total_amount: Option<Number>,
    pub(super) total_discount_amount: Option<Number>,
    /// Those of the item or the discount that is read.
    pub(super) price: Option<Number>,
    pub(super) unit_price: Option<Number>,
    pub(super) quantity: Option<Number>,
    pub(super) discount: Option<Number>,
    /// The sums of the elements that were read, and how many they are.
    prices: Sum,
    discounts: Sum,
}

/// A sum in units of 10^−[`DECIMALS`].
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    units: u64,
    count: usize,
    /// The most decimals of a number in it.
    decimals: usize,
}

impl Values<'_> {
    /// Adds the item or the discount that was read to its sum; `None` if that is too large, or if the item's price is not its
    /// unit price times its quantity.
    #[allow(clippy::inline_always, reason = "measured")]
    #[inline(always)]
    pub(super) fn end_element(&mut self) -> Option<()> {
        if let Some(discount) = self.discount.take() {
            return self.discounts.add(discount);
        }
        let price = self.price.take()?;
        self.prices.add(price)?;
        let (unit_price, quantity) = (self.unit_price.take(), self.quantity.take());
        if let Some(unit_price) = unit_price {
            self.prices.decimals = self.prices.decimals.max(unit_price.decimals);
            let is_right = |quantity| is_product(price, unit_price, quantity) == Some(true);
            quantity.is_none_or(is_right).then_some(())?;
        }
        Some(())
    }

    /// Whether there is something to pay, all totals are their sums (contract §2), and no amount has more decimals than the
    /// currency.
    pub(super) fn agree(&self) -> bool {
        let (prices, discounts) = (self.prices, self.discounts);
        // TRY has two.
        let decimals = usize::from(self.currency_decimals.unwrap_or(2));
        let Some(net) = prices.units.checked_sub(discounts.units).filter(|net| *net > 0) else {
            return false;
        };
        let is_total = |total: Option<Number>, sum: u64| {
            total.is_some_and(|total| total.decimals <= decimals && total.units() == Some(sum))
        };
        let has_discounts = discounts.count > 0 || self.total_discount_amount.is_some();
        prices.decimals.max(discounts.decimals) <= decimals
            && is_total(self.amount, net)
            && is_total(self.total_product_amount, prices.units)
            && is_total(self.total_amount, net)
            && (!has_discounts || is_total(self.total_discount_amount, discounts.units))
    }
}

impl Sum {
    #[inline]
    fn add(&mut self, number: Number) -> Option<()> {
        self.units = self.units.checked_add(number.units()?)?;
        self.count += 1;
        self.decimals = self.decimals.max(number.decimals);
        Some(())
    }
}

impl Number {
    /// The number in units of 10^−[`DECIMALS`], if it is a whole number of them that is not too large.
    #[inline]
    fn units(self) -> Option<u64> {
        self.mantissa.checked_mul(*POWERS.get(DECIMALS.checked_sub(self.decimals)?)?)
    }
}

/// Whether `price` = `unit_price` × `quantity`; `None` if the numbers are too large, or their decimals differ too much.
#[inline]
fn is_product(price: Number, unit_price: Number, quantity: Number) -> Option<bool> {
    let product = unit_price.mantissa.checked_mul(quantity.mantissa)?;
    let decimals = unit_price.decimals + quantity.decimals;
    let price_scale = POWERS.get(decimals.saturating_sub(price.decimals))?;
    let product_scale = POWERS.get(price.decimals.saturating_sub(decimals))?;
    Some(price.mantissa.checked_mul(*price_scale)? == product.checked_mul(*product_scale)?)
}
