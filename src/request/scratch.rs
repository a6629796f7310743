//! The memory that requests of a stream use one after the other.

use super::layout::Layout;
use super::{Discount, Field, Item, Request, Unknown};

/// What requests that are done with leave for the next, so that it need not be allocated again.
#[derive(Debug, Default)]
pub(crate) struct Scratch<'a> {
    pub(super) items: Vec<Field<'a, Item<'a>>>,
    pub(super) discounts: Vec<Field<'a, Discount<'a>>>,
    pub(super) unknown: Vec<Unknown<'a>>,
    /// How requests, baskets, items and discounts are laid out.
    pub(super) layouts: [Layout<'a>; 4],
}

impl<'a> Scratch<'a> {
    /// Takes back what a request has used.
    pub(crate) fn recycle(&mut self, request: Request<'a>) {
        fn empty<T>(mut list: Vec<T>) -> Vec<T> {
            list.clear();
            list
        }
        self.unknown = empty(request.unknown);
        let Field::Is(basket) = request.basket else { return };
        if let Field::Is(items) = basket.basket_items {
            self.items = empty(items.elements);
        }
        if let Field::Is(discounts) = basket.discounts {
            self.discounts = empty(discounts.elements);
        }
    }
}
