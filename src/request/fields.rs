//! The documented fields of the request and its objects: one line for each, in the order of the vendor's page.

use super::field::{Field, Number};
use super::keys::{Duplicate, Unknown};
use super::object::{Object, Readable, Value, object};
use super::parameter::{Parameter, Required, Scope, Type};
use super::place::Place;
use super::read::Reader;
use Required::{Always, Never, Unless, WithDiscounts};

/// The Rust type of a field of each [`Type`].
mod value {
    use super::super::field::{self, Field, List};

    pub(super) type Number<'a> = Field<'a, field::Number<'a>>;
    pub(super) type Basket<'a> = Field<'a, super::Basket<'a>>;
    pub(super) type Items<'a> = Field<'a, List<'a, super::Item<'a>>>;
    pub(super) type Discounts<'a> = Field<'a, List<'a, super::Discount<'a>>>;
    /// The value's text; `None` if the field is missing, or `null`.
    pub(super) type Text<'a> = Option<&'a str>;
    pub(super) type Id<'a> = Text<'a>;
    pub(super) type Url<'a> = Text<'a>;
    pub(super) type Currency<'a> = Text<'a>;
    pub(super) type Boolean<'a> = Text<'a>;
}

object! {
    /// One request: the body of `POST /processor/payment-sessions`.
    Request, PARAMETERS {
        amount: Number, Always, Checked, "What is to be paid: the items' prices less the discounts";
        currency: Currency, Never, Checked, "The session's currency, a code of ISO 4217; TRY if missing";
        order_id: Text, Always, Checked, "Unique ID of the order";
        conversation_id: Text, Never, Documented, "The merchant's own value, sent back";
        order_date: Text, Always, Documented, "Date of the order";
        cancel_url: Url, Always, Documented, "Where the buyer goes after a cancelled or failed payment";
        success_url: Url, Always, Documented, "Where the buyer goes after a payment";
        notification_url: Url, Always, Documented, "Tells the merchant of a payment";
        query_shipping_option_url: Url, Always, Documented, "Asked for shipping options";
        query_agreements_url: Url, Unless(Request::agreements_iframe_url), Documented, "Asked for agreements";
        query_agreement_types_url: Url, Unless(Request::agreements_iframe_url), Documented,
            "Asked for agreement types";
        agreements_iframe_url: Url, Never, Documented,
            "Shows the agreements in a frame, instead of the two URLs that are asked for them";
        preauth: Boolean, Never, Documented, "Whether the payment is pre-authorised; false if missing";
        enable_installments: Boolean, Never, Documented,
            "Whether installments are offered where available; true if missing";
        merchant_customer_id: Text, Never, Documented,
            "The merchant's customer; sets the session's owner if there is neither an access token nor session_owner_id";
        merchant_customer_phone_number: Text, Never, Documented, "The customer's phone number";
        merchant_customer_email: Text, Never, Documented,
            "The customer's e-mail address; used where no user is found by merchant_customer_id";
        session_owner_id: Id, Never, Checked,
            "The Akinon user that owns the session; with an access token, the token's own user";
        basket: Basket, Always, Checked, "What is bought: items, discounts and their totals";
    }
    /// Fields that are more than once in their object.
    duplicates: Vec<Duplicate<'a>>;
    /// Keys that are not documented.
    unknown: Vec<Unknown<'a>>;
}

object! {
    /// `basket`.
    Basket, BASKET {
        total_product_amount: Number, Always, Checked, "Sum of the items' prices, discounts not subtracted";
        total_amount: Number, Always, Checked, "Sum of the items' prices less the discounts";
        total_discount_amount: Number, WithDiscounts, Checked,
            "Sum of the discounts; 0 if missing, and required if there are any";
        basket_items: Items, Always, Checked, "The items";
        discounts: Discounts, Never, Checked, "The discounts, which are subtracted";
    }
}

object! {
    /// An element of `basket.basket_items`.
    Item, ITEM {
        price: Number, Always, Checked, "The line's total: unit_price times quantity";
        unit_price: Number, Never, Checked, "Price of one piece";
        quantity: Number, Never, Checked, "Number of pieces";
    }
}

object! {
    /// An element of `basket.discounts`.
    Discount, DISCOUNT {
        amount: Number, Always, Checked, "What is subtracted, as a positive number";
    }
}

impl Place {
    /// The documented fields of the object at this place.
    pub const fn parameters(self) -> &'static [Parameter] {
        match self {
            Self::Request => &PARAMETERS,
            Self::Basket => &BASKET,
            Self::Item(_) => &ITEM,
            Self::Discount(_) => &DISCOUNT,
        }
    }
}
