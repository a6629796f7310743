//! The sums of a basket, and the totals that a request declares for them (contract §2).

use rust_decimal::Decimal;

use crate::request::amount::{self, OutOfRange, Sum};
use crate::request::{Basket, Field, List, Number, Path, Place, Request};

/// A sum of amounts of the basket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Total {
    /// The exact sum.
    Is(Decimal),
    /// An operand is missing or of another type. There is a separate finding about it.
    #[default]
    Unreadable,
    /// Every operand was read, but a 96-bit decimal cannot hold the sum.
    OutOfRange(OutOfRange),
}

impl Total {
    /// The sum, if there is one.
    pub fn value(self) -> Option<Decimal> {
        match self {
            Self::Is(value) => Some(value),
            Self::Unreadable | Self::OutOfRange(_) => None,
        }
    }

    fn exact(sum: Result<Decimal, OutOfRange>) -> Self {
        sum.map_or_else(Self::OutOfRange, Self::Is)
    }
}

/// A total that the request declares, in the order of the vendor's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Declared {
    /// `amount`
    Amount,
    /// `basket.total_product_amount`
    Products,
    /// `basket.total_amount`
    Net,
    /// `basket.total_discount_amount`
    Discounts,
}

impl Declared {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Amount, Self::Products, Self::Net, Self::Discounts];

    /// The path of its field.
    pub fn path(self) -> Path<'static> {
        match self {
            Self::Amount => Path::of(Place::Request, Request::amount),
            Self::Products => Path::of(Place::Basket, Basket::total_product_amount),
            Self::Net => Path::of(Place::Basket, Basket::total_amount),
            Self::Discounts => Path::of(Place::Basket, Basket::total_discount_amount),
        }
    }

    /// Its field; `None` if the request does not have the object that contains it.
    pub fn field<'r, 'a>(self, request: &'r Request<'a>) -> Option<&'r Field<'a, Number<'a>>> {
        let basket = request.basket.get();
        match self {
            Self::Amount => Some(&request.amount),
            Self::Products => basket.map(|basket| &basket.total_product_amount),
            Self::Net => basket.map(|basket| &basket.total_amount),
            Self::Discounts => basket.map(|basket| &basket.total_discount_amount),
        }
    }

    /// Whether the items' prices are part of it.
    pub fn has_items(self) -> bool {
        self != Self::Discounts
    }

    /// Whether the discounts are part of it.
    pub fn has_discounts(self) -> bool {
        self != Self::Products
    }
}

/// The three sums that declared totals are compared with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// Sum of `basket_items[i].price`.
    pub products: Total,
    /// Sum of `discounts[i].amount`.
    pub discounts: Total,
    /// Products less discounts.
    pub net: Total,
}

impl Totals {
    /// Adds up a request's basket.
    pub fn of(request: &Request) -> Self {
        let Some(basket) = request.basket.get() else {
            return Self::default();
        };
        let products = match &basket.basket_items {
            Field::Is(items) => add_up(items, |item| &item.price),
            _ => Total::Unreadable,
        };
        let discounts = match &basket.discounts {
            Field::Is(discounts) => add_up(discounts, |discount| &discount.amount),
            Field::Absent | Field::Null(_) => Total::Is(Decimal::ZERO),
            Field::Wrong(_) => Total::Unreadable,
        };
        let net = match (products, discounts) {
            (Total::Is(products), Total::Is(discounts)) => {
                Total::exact(amount::difference(products, discounts))
            }
            _ => Total::Unreadable,
        };
        Self { products, discounts, net }
    }

    /// The sum that a declared total should be.
    pub fn right(&self, declared: Declared) -> Total {
        match declared {
            Declared::Amount | Declared::Net => self.net,
            Declared::Products => self.products,
            Declared::Discounts => self.discounts,
        }
    }
}

/// The sum of one field of all elements.
fn add_up<'a, T>(list: &List<'a, T>, field: impl Fn(&T) -> &Field<'a, Number<'a>>) -> Total {
    if !list.others.is_empty() {
        return Total::Unreadable;
    }
    let mut sum = Ok(Sum::default());
    for (_, object) in &list.objects {
        let Some(value) = field(object).get().and_then(|number| number.value) else {
            return Total::Unreadable;
        };
        sum = sum.and_then(|mut sum| sum.add(value).map(|()| sum));
    }
    Total::exact(sum.and_then(Sum::total))
}
