//! Where an object is in the request.

/// An object of the request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The request itself.
    #[default]
    Request,
    /// `basket`
    Basket,
    /// `basket.basket_items[i]`
    Item(usize),
    /// `basket.discounts[i]`
    Discount(usize),
}

impl Place {
    /// The index of the object's kind: request, basket, item, discount.
    pub(crate) const fn object_index(self) -> usize {
        match self {
            Self::Request => 0,
            Self::Basket => 1,
            Self::Item(_) => 2,
            Self::Discount(_) => 3,
        }
    }
}
