//! An order: a basket and the totals that a request declares for it.

use std::fmt;

use super::exact::{Amount, ONE, show};

/// The places of the totals in [`Order::totals`].
pub(super) const AMOUNT: usize = 0;
pub(super) const PRODUCTS: usize = 1;
pub(super) const NET: usize = 2;
pub(super) const DISCOUNTS: usize = 3;

/// `amount`, `total_product_amount`, `total_amount`, `total_discount_amount`.
pub(super) type Totals = [Amount; 4];

/// What a mistake is about: an item or a discount, by its index, or a rate in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    Item(usize),
    Discount(usize),
    Rate(i128),
}

/// A currency, and how many decimals it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Currency {
    pub(super) code: &'static str,
    pub(super) decimals: u32,
}

/// A line of the basket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) unit_price: Option<Amount>,
    /// In thousandths of a piece.
    pub(super) quantity: Option<i128>,
    pub(super) price: Amount,
}

/// The numbers of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) currency: Currency,
    pub(super) items: Vec<Item>,
    pub(super) discounts: Vec<Amount>,
    pub(super) totals: Totals,
    /// The key of the discounts.
    pub(super) key: &'static str,
}

/// What a sentence about it has to contain: its path in a request, or its rate.
impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(index) => write!(f, "basket.basket_items[{index}]"),
            Self::Discount(index) => write!(f, "basket.discounts[{index}]"),
            Self::Rate(rate) => write!(f, "{rate} %"),
        }
    }
}

impl Item {
    /// `unit_price` × `quantity`, where both are there.
    pub(super) fn product(&self) -> Option<Amount> {
        Some(self.unit_price? * self.quantity? / 1000)
    }

    /// `quantity`, if it is a whole number of several pieces.
    pub(super) fn pieces(&self) -> Option<i128> {
        self.quantity.filter(|quantity| *quantity >= 2000 && quantity % 1000 == 0).map(|it| it / 1000)
    }
}

/// An amount in a currency's decimals.
pub(super) fn show_in(currency: Currency, amount: Amount) -> String {
    show(amount, currency.decimals as usize)
}

/// The totals of products and discounts.
pub(super) fn totals(products: Amount, discounts: Amount) -> Totals {
    [products - discounts, products, products - discounts, discounts]
}

impl Order {
    pub(super) fn products(&self) -> Amount {
        self.items.iter().map(|item| item.price).sum()
    }

    pub(super) fn discount(&self) -> Amount {
        self.discounts.iter().sum()
    }

    /// The totals that its basket has.
    pub(super) fn right(&self) -> Totals {
        totals(self.products(), self.discount())
    }

    /// The smallest amount of its currency.
    pub(super) fn unit(&self) -> Amount {
        ONE / 10_i128.pow(self.currency.decimals)
    }

    /// The largest of the usual steps of prices of which all prices and discounts are multiples: 5 lira, if they are all
    /// such.
    pub(super) fn step(&self) -> Amount {
        let amounts = || self.items.iter().map(|item| item.price).chain(self.discounts.iter().copied());
        let steps = [5 * ONE, ONE, ONE / 10, ONE / 20].into_iter();
        let mut fitting = steps.filter(|step| amounts().all(|amount| amount % step == 0));
        fitting.next().unwrap_or(self.unit()).max(self.unit())
    }

    /// Whether no amount of its lists is a fraction of the smallest amount.
    pub(super) fn is_billable(&self) -> bool {
        let amounts = self.items.iter().map(|item| item.price).chain(self.discounts.iter().copied());
        amounts.into_iter().all(|amount| amount % self.unit() == 0)
    }

    /// The request. A third of the orders are written without needless zeros, and half of those without discounts do not
    /// have the fields of discounts.
    pub(super) fn text(&self) -> String {
        let is_short = (self.items.len() + self.discounts.len()).is_multiple_of(3);
        let money = |amount: Amount| if is_short { show(amount, 0) } else { show_in(self.currency, amount) };
        let item = |item: &Item| {
            let unit_price = item.unit_price.map(|amount| format!(r#""unit_price":{},"#, money(amount)));
            let quantity =
                item.quantity.map(|count| format!(r#""quantity":{},"#, show(count * ONE / 1000, 0)));
            let [unit_price, quantity] = [unit_price, quantity].map(Option::unwrap_or_default);
            format!(r#"{{{unit_price}{quantity}"price":{}}}"#, money(item.price))
        };
        let discount = |amount: &Amount| format!(r#"{{"amount":{}}}"#, money(*amount));
        let items = self.items.iter().map(item).collect::<Vec<_>>().join(",");
        let discounts = self.discounts.iter().map(discount).collect::<Vec<_>>().join(",");
        let is_bare =
            self.totals[DISCOUNTS] == 0 && discounts.is_empty() && self.items.len().is_multiple_of(2);
        let [amount, products, net, discount] = self.totals.map(money);
        let of_discounts = if is_bare {
            String::new()
        } else {
            format!(r#","total_discount_amount":{discount},"{}":[{discounts}]"#, self.key)
        };
        let code = self.currency.code;
        format!(
            r#"{{"amount":{amount},"currency":"{code}","basket":{{"total_product_amount":{products},"total_amount":{net},"basket_items":[{items}]{of_discounts}}}}}"#
        )
    }
}
