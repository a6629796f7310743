//! Buffers that are reused from one request to the next.

use super::field::Field;
use super::fields::{Discount, Item, Request};
use super::keys::Unknown;

/// Buffers that are used again for each request of a stream, so that reading one allocates nothing.
#[derive(Debug, Default)]
pub struct Scratch<'a> {
    pub(super) items: Vec<(usize, Item<'a>)>,
    pub(super) discounts: Vec<(usize, Discount<'a>)>,
    pub(super) unknown: Vec<Unknown<'a>>,
}

impl<'a> Scratch<'a> {
    /// Keeps the buffers of a request that is no longer needed.
    pub fn recycle(&mut self, request: Request<'a>) {
        fn emptied<T>(mut list: Vec<T>) -> Vec<T> {
            list.clear();
            list
        }
        self.unknown = emptied(request.unknown);
        let Field::Is(basket) = request.basket else { return };
        if let Field::Is(items) = basket.basket_items {
            self.items = emptied(items.objects);
        }
        if let Field::Is(discounts) = basket.discounts {
            self.discounts = emptied(discounts.objects);
        }
    }
}
