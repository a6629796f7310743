//! What is documented of the request's fields: the tables that the checks and the schema read.

use super::Place;
use crate::json::Kind;

/// The type of a documented field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A number.
    Number,
    /// The object [`Basket`](super::Basket).
    Basket,
    /// An array of [`Item`](super::Item)s.
    Items,
    /// An array of [`Discount`](super::Discount)s.
    Discounts,
    /// A string.
    Text,
    /// A string or a number.
    Id,
    /// A string that holds a URL.
    Url,
    /// A string that holds a currency's code of ISO 4217.
    Currency,
    /// `true` or `false`.
    Boolean,
}

/// When a field must be there, and not `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// Whatever else there is.
    Always,
    /// Where the basket has discounts.
    WithDiscounts,
    /// Unless the field of this name is there.
    Unless(&'static str),
    /// Never.
    Never,
}

/// A documented field of one of the request's objects.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Type,
    /// When it must be there.
    pub required: Required,
    /// What it means, in one line without a full stop.
    pub meaning: &'static str,
}

const fn required(name: &'static str, kind: Type, meaning: &'static str) -> Parameter {
    Parameter { name, kind, required: Required::Always, meaning }
}

const fn optional(name: &'static str, kind: Type, meaning: &'static str) -> Parameter {
    Parameter { name, kind, required: Required::Never, meaning }
}

/// A URL that may be absent where the agreements are shown in a frame.
const fn asked_for_agreements(name: &'static str, meaning: &'static str) -> Parameter {
    Parameter { name, kind: Type::Url, required: Required::Unless("agreements_iframe_url"), meaning }
}

/// The request's own, in the order of the vendor's page.
pub const PARAMETERS: [Parameter; 19] = [
    required("amount", Type::Number, "What is to be paid: the items' prices less the discounts"),
    optional("currency", Type::Currency, "The session's currency, a code of ISO 4217; TRY if absent"),
    required("order_id", Type::Text, "Unique ID of the order"),
    optional("conversation_id", Type::Text, "The merchant's own value, sent back"),
    required("order_date", Type::Text, "Date of the order"),
    required("cancel_url", Type::Url, "Where the buyer goes after a cancelled or failed payment"),
    required("success_url", Type::Url, "Where the buyer goes after a payment"),
    required("notification_url", Type::Url, "Tells the merchant of a payment"),
    required("query_shipping_option_url", Type::Url, "Asked for shipping options"),
    asked_for_agreements("query_agreements_url", "Asked for agreements"),
    asked_for_agreements("query_agreement_types_url", "Asked for agreement types"),
    optional(
        "agreements_iframe_url",
        Type::Url,
        "Shows the agreements in a frame, instead of the two URLs that are asked for them",
    ),
    optional("preauth", Type::Boolean, "Whether the payment is pre-authorised; false if absent"),
    optional(
        "enable_installments",
        Type::Boolean,
        "Whether installments are offered where available; true if absent",
    ),
    optional(
        "merchant_customer_id",
        Type::Text,
        "The merchant's customer; sets the session's owner if there is neither an access token nor session_owner_id",
    ),
    optional("merchant_customer_phone_number", Type::Text, "The customer's phone number"),
    optional(
        "merchant_customer_email",
        Type::Text,
        "The customer's e-mail address; used where no user is found by merchant_customer_id",
    ),
    optional(
        "session_owner_id",
        Type::Id,
        "The Akinon user that owns the session; with an access token, the token's own user",
    ),
    required("basket", Type::Basket, "What is bought: items, discounts and their totals"),
];

/// Whether a key is one of the parameters with personal data, or one like them: its value is in no message.
#[must_use]
pub fn is_personal(key: &str) -> bool {
    let letters: String = key.chars().filter(|letter| letter.is_alphanumeric()).collect();
    letters.to_lowercase().starts_with("merchantcustomer")
}

/// The basket's.
pub const BASKET: [Parameter; 5] = [
    required("total_product_amount", Type::Number, "Sum of the items' prices, discounts not subtracted"),
    required("total_amount", Type::Number, "Sum of the items' prices less the discounts"),
    Parameter {
        name: "total_discount_amount",
        kind: Type::Number,
        required: Required::WithDiscounts,
        meaning: "Sum of the discounts; 0 if absent, and required if there are any",
    },
    required("basket_items", Type::Items, "The items"),
    optional("discounts", Type::Discounts, "The discounts, which are subtracted"),
];

/// An item's.
pub const ITEM: [Parameter; 3] = [
    required("price", Type::Number, "The line's total: unit_price times quantity"),
    optional("unit_price", Type::Number, "Price of one piece"),
    optional("quantity", Type::Number, "Number of pieces"),
];

/// A discount's.
pub const DISCOUNT: [Parameter; 1] =
    [required("amount", Type::Number, "What is subtracted, as a positive number")];

impl Place {
    /// What is documented of the fields of the object here.
    #[must_use]
    pub const fn parameters(self) -> &'static [Parameter] {
        match self {
            Self::Request => &PARAMETERS,
            Self::Basket => &BASKET,
            Self::Item(_) => &ITEM,
            Self::Discount(_) => &DISCOUNT,
        }
    }
}

/// The names in a table.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "evaluated while compiling")]
pub(super) const fn names<const N: usize>(table: &[Parameter; N]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut i = 0;
    while i < N {
        names[i] = table[i].name;
        i += 1;
    }
    names
}

impl Type {
    /// The kinds of value that are of this type, as far as a value's kind tells.
    #[must_use]
    pub const fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Number => &[Kind::Number],
            Self::Basket => &[Kind::Object],
            Self::Items | Self::Discounts => &[Kind::Array],
            Self::Text | Self::Url | Self::Currency => &[Kind::String],
            Self::Id => &[Kind::String, Kind::Number],
            Self::Boolean => &[Kind::Boolean],
        }
    }

    /// Whether a value of this kind is of this type, as far as its kind tells.
    #[must_use]
    pub fn admits(self, kind: Kind) -> bool {
        self.kinds().contains(&kind)
    }
}
