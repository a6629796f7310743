//! Names that a field has in other APIs, where the spelling does not show which field is meant.

use crate::request::{Basket, Discount, Item, Place, Request};

/// The names of a field in shop systems and in other payment APIs, in lower case and without separators. What may as well be
/// a field of its own, such as `coupons`, is not here: it would be a false warning wherever the documented field may be missing.
//
// They are those of WooCommerce, Shopify, Stripe, iyzico, PayTR and Craftgate.
fn other_names(place: Place, name: &str) -> &'static [&'static str] {
    match (place, name) {
        (Place::Request, Request::amount) => {
            &["total", "totalamount", "totalprice", "paidprice", "paymentamount", "grandtotal", "ordertotal"]
        }
        (Place::Request, Request::basket) => &["cart", "shoppingcart", "userbasket"],
        (Place::Request, Request::order_id) => &["orderno", "ordernumber", "merchantorderid", "merchantoid"],
        (Place::Request, Request::currency) => &["currencycode"],
        (Place::Request, Request::success_url) => &["okurl", "merchantokurl", "returnurl"],
        (Place::Request, Request::cancel_url) => &["failurl", "merchantfailurl", "failureurl"],
        (Place::Request, Request::notification_url) => &["callbackurl", "webhookurl", "notifyurl"],
        (Place::Basket, Basket::basket_items) => {
            &["items", "products", "lines", "lineitems", "orderitems", "orderlines", "cartitems"]
        }
        (Place::Basket, Basket::total_product_amount) => {
            &["subtotal", "subtotalprice", "productstotal", "producttotal", "itemstotal"]
        }
        (Place::Basket, Basket::total_amount) => {
            &["total", "totalprice", "grandtotal", "nettotal", "baskettotal", "amount"]
        }
        (Place::Basket, Basket::total_discount_amount) => {
            &["discounttotal", "totaldiscount", "totaldiscounts", "discountamount"]
        }
        (Place::Basket, Basket::discounts) => &["discountlist", "discountlines"],
        (Place::Item(_), Item::price) => {
            &["totalprice", "lineprice", "linetotal", "itemtotal", "total", "totalamount", "amount"]
        }
        (Place::Item(_), Item::unit_price) => &["unitamount", "pieceprice", "priceperunit"],
        (Place::Item(_), Item::quantity) => &["qty", "count", "pieces"],
        (Place::Discount(_), Discount::amount) => {
            &["discount", "discountamount", "discountprice", "price", "value", "total"]
        }
        _ => &[],
    }
}

/// Whether `key` is another name of the field `name` of the object at this place, not counting case and word separators.
pub(super) fn is_other_name(key: &[u8], place: Place, name: &str) -> bool {
    let initial = key.first().map(u8::to_ascii_lowercase);
    other_names(place, name).iter().any(|other| {
        let letters = key.iter().filter(|byte| !matches!(byte, b'_' | b'-' | b' '));
        other.bytes().next() == initial && letters.map(u8::to_ascii_lowercase).eq(other.bytes())
    })
}
