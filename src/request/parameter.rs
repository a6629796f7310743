//! What is documented of the request's parameters outside the basket.

use crate::json::Kind;

/// The type of a documented parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A number, [`Request::amount`](super::Request::amount).
    Amount,
    /// An object, [`Request::basket`](super::Request::basket).
    Basket,
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

/// A documented parameter of the request.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Type,
    /// Whether a request must have it, whatever else it has.
    pub required: bool,
}

const fn required(name: &'static str, kind: Type) -> Parameter {
    Parameter { name, kind, required: true }
}

const fn optional(name: &'static str, kind: Type) -> Parameter {
    Parameter { name, kind, required: false }
}

/// What is documented of the request's parameters, in the order of the vendor's page.
pub const PARAMETERS: [Parameter; 19] = [
    required("amount", Type::Amount),
    optional("currency", Type::Currency),
    required("order_id", Type::Text),
    optional("conversation_id", Type::Text),
    required("order_date", Type::Text),
    required("cancel_url", Type::Url),
    required("success_url", Type::Url),
    required("notification_url", Type::Url),
    required("query_shipping_option_url", Type::Url),
    optional("query_agreements_url", Type::Url),
    optional("query_agreement_types_url", Type::Url),
    optional("agreements_iframe_url", Type::Url),
    optional("preauth", Type::Boolean),
    optional("enable_installments", Type::Boolean),
    optional("merchant_customer_id", Type::Text),
    optional("merchant_customer_phone_number", Type::Text),
    optional("merchant_customer_email", Type::Text),
    optional("session_owner_id", Type::Id),
    required("basket", Type::Basket),
];

/// Whether a key is one of the parameters with personal data, or one like them: its value is in no message.
#[must_use]
pub fn is_personal(key: &str) -> bool {
    let letters: String = key.chars().filter(|letter| letter.is_alphanumeric()).collect();
    letters.to_lowercase().starts_with("merchantcustomer")
}

impl Type {
    /// Whether a value of this kind is of this type, as far as its kind tells.
    #[must_use]
    pub fn admits(self, kind: Kind) -> bool {
        match self {
            Self::Amount => kind == Kind::Number,
            Self::Basket => kind == Kind::Object,
            Self::Text | Self::Url | Self::Currency => kind == Kind::String,
            Self::Id => matches!(kind, Kind::String | Kind::Number),
            Self::Boolean => kind == Kind::Boolean,
        }
    }
}
