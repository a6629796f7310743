//! Names that a field has in other APIs, where the spelling does not show which field is meant.

use crate::request::{Basket, Discount, Item, Place, Request};

/// A field, and its other names: in lower case, without separators.
type OtherNames = (&'static str, &'static [&'static str]);

/// `total`, `total_price`, `items`, `line_items`, `cart` and so on are the names of shop systems (WooCommerce, Shopify) and of
/// other payment APIs (Stripe, iyzico, PayTR, Craftgate). What may as well be a field of its own, such as `coupons`, is not here:
/// it would be a false warning wherever the documented field may be missing.
const REQUEST: &[OtherNames] = &[
    (
        Request::amount,
        &["total", "totalamount", "totalprice", "paidprice", "paymentamount", "grandtotal", "ordertotal"],
    ),
    (Request::basket, &["cart", "shoppingcart", "userbasket"]),
    (Request::order_id, &["orderno", "ordernumber", "merchantorderid", "merchantoid"]),
    (Request::currency, &["currencycode"]),
    (Request::success_url, &["okurl", "merchantokurl", "returnurl"]),
    (Request::cancel_url, &["failurl", "merchantfailurl", "failureurl"]),
    (Request::notification_url, &["callbackurl", "webhookurl", "notifyurl"]),
];

const BASKET: &[OtherNames] = &[
    (
        Basket::basket_items,
        &["items", "products", "lines", "lineitems", "orderitems", "orderlines", "cartitems"],
    ),
    (
        Basket::total_product_amount,
        &["subtotal", "subtotalprice", "productstotal", "producttotal", "itemstotal"],
    ),
    (Basket::total_amount, &["total", "totalprice", "grandtotal", "nettotal", "baskettotal", "amount"]),
    (Basket::total_discount_amount, &["discounttotal", "totaldiscount", "totaldiscounts", "discountamount"]),
    (Basket::discounts, &["discountlist", "discountlines"]),
];

const ITEM: &[OtherNames] = &[
    (Item::price, &["totalprice", "lineprice", "linetotal", "itemtotal", "total", "totalamount", "amount"]),
    (Item::unit_price, &["unitamount", "pieceprice", "priceperunit"]),
    (Item::quantity, &["qty", "count", "pieces"]),
];

const DISCOUNT: &[OtherNames] =
    &[(Discount::amount, &["discount", "discountamount", "discountprice", "price", "value", "total"])];

/// Whether `key` is another name of the field `name` of the object at this place.
pub(super) fn is_other_name(key: &[u8], place: Place, name: &str) -> bool {
    let table = match place {
        Place::Request => REQUEST,
        Place::Basket => BASKET,
        Place::Item(_) => ITEM,
        Place::Discount(_) => DISCOUNT,
    };
    let names = table.iter().find(|(field, _)| *field == name);
    names.is_some_and(|(_, others)| others.iter().any(|other| is_same(key, other)))
}

/// Whether `key` is `name`, not counting case and word separators.
fn is_same(key: &[u8], name: &str) -> bool {
    let letters = key.iter().filter(|byte| !matches!(byte, b'_' | b'-' | b' '));
    letters.map(u8::to_ascii_lowercase).eq(name.bytes())
}
