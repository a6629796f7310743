//! A slip, and what it makes of the three sums of a basket.

use rust_decimal::Decimal;

use crate::request::{amount, totals::Declared};
use crate::rules::CauseKind;

/// A slip, and what it makes of the sums.
pub(super) struct Hypothesis<'a> {
    pub(super) sums: Sums,
    pub(super) kind: CauseKind<'a>,
}

/// What a slip makes of the three sums; `None` for a sum that cannot be computed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sums {
    pub(super) products: Option<Decimal>,
    pub(super) discounts: Option<Decimal>,
    pub(super) net: Option<Decimal>,
}

impl Sums {
    /// The sums of these lists.
    pub(super) fn of(products: Option<Decimal>, discounts: Option<Decimal>) -> Self {
        let net = products
            .zip(discounts)
            .and_then(|(products, discounts)| amount::difference(products, discounts).ok());
        Self { products, discounts, net }
    }

    /// Each sum, changed in the same way.
    pub(super) fn map(self, change: impl Fn(Decimal) -> Option<Decimal>) -> Self {
        let [products, discounts, net] = [self.products, self.discounts, self.net].map(|sum| change(sum?));
        Self { products, discounts, net }
    }

    /// The sum for a declared total.
    pub(super) fn total(self, total: Declared) -> Option<Decimal> {
        match total {
            Declared::Products => self.products,
            Declared::Discounts => self.discounts,
            Declared::Amount | Declared::Net => self.net,
        }
    }
}
