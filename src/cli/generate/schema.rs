//! A JSON Schema (2020-12) of the request. It rejects what the checks report, errors and warnings alike, as far as a
//! schema can: it knows nothing of sums, duplicate keys, decimals and misspelt keys.

use iso_currency::{Currency, IntoEnumIterator};
use serde_json::{Map, Value, json};

use crate::json::Kind;
use crate::request::{Basket, Parameter, Path, Place, Required, Type};

/// A URL: a scheme that is not a misspelt http or https, and a host. A pattern cannot check the host itself.
const URL: &str = "^(?![HhTtPpSs]{3,}:|[Ff][Tt][Pp]:|[Ww][Ss]+:)[A-Za-z][A-Za-z0-9+.-]*://[^/?#\\s]\\S*$\
                   |^[Hh][Tt][Tt][Pp][Ss]?://[^/?#\\s]\\S*$";

/// A placeholder of a template: some kinds anywhere in a string, others only as the whole string.
const PLACEHOLDER: &str = "\\{\\{.*\\}\\}|\\{%.*%\\}|<%.*%>|\\$\\{.*\\}|\\$\\(.*\\)|#\\{.*\\}\
    |^(<(?![0-9A-Fa-f-]+>)[\\w .%=-]+>|\\{(?![0-9A-Fa-f-]+\\})[\\w.-]+\\}|%(?![0-9A-Fa-f]{2})[\\w.()%-]*[A-Za-z][\\w.()%-]*|\\$(?!\\d)[\\w.()%-]*[A-Za-z][\\w.()%-]*)$";

/// The schema, as text.
pub(super) fn schema() -> String {
    let mut schema = members(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:hpplint:payment-session-request",
        "title": "Payment-session request",
        "description": "The request that creates a payment session on Akifast's hosted payment page: the body of \
                        POST /processor/payment-sessions",
    }));
    schema.extend(object(Place::Request));
    format!("{:#}\n", Value::Object(schema))
}

/// The schema of the object at `place`. Fields that are not documented may have any value.
fn object(place: Place) -> Map<String, Value> {
    let table = place.parameters();
    let required = table.iter().filter(|parameter| parameter.required == Required::Always);
    let properties = table.iter().map(|parameter| (parameter.name.to_owned(), property(place, parameter)));
    let mut object = members(json!({
        "type": Kind::Object.name(),
        "required": required.map(|parameter| parameter.name).collect::<Vec<_>>(),
        "properties": properties.collect::<Map<_, _>>(),
    }));
    let conditions: Vec<Value> = table.iter().filter_map(condition).collect();
    if !conditions.is_empty() {
        object.insert("allOf".to_owned(), conditions.into());
    }
    object
}

/// The schema of a field.
fn property(place: Place, parameter: &Parameter) -> Value {
    // `null` means the same as a missing field.
    let null = (parameter.required != Required::Always).then_some(Kind::Null);
    let kinds: Vec<&str> = parameter.kind.kinds().iter().copied().chain(null).map(Kind::name).collect();
    let mut property = members(json!({
        "description": parameter.meaning,
        "type": if let [kind] = *kinds { json!(kind) } else { json!(kinds) },
    }));
    property.extend(match parameter.kind {
        Type::Basket => object(Place::Basket),
        Type::Items => members(json!({ "minItems": 1, "items": object(Place::Item(0)) })),
        Type::Discounts => members(json!({ "items": object(Place::Discount(0)) })),
        Type::Number if Path::of(place, parameter.name).is_amount() => members(json!({ "minimum": 0 })),
        Type::Url => members(json!({ "format": "uri", "pattern": URL, "not": placeholder() })),
        Type::Text if parameter.required == Required::Always => {
            members(json!({ "pattern": "\\S", "not": placeholder() }))
        }
        Type::Text | Type::Id => members(json!({ "not": placeholder() })),
        Type::Currency => {
            let codes = Currency::iter().map(|currency| json!(currency.code()));
            members(json!({ "enum": codes.chain(null.map(|_| Value::Null)).collect::<Vec<_>>() }))
        }
        Type::Number | Type::Boolean => Map::new(),
    });
    property.into()
}

/// A string with a placeholder that was not filled in.
fn placeholder() -> Value {
    json!({ "type": Kind::String.name(), "pattern": PLACEHOLDER })
}

/// The condition under which a field is required, if there is one.
fn condition(parameter: &Parameter) -> Option<Value> {
    let has_discounts = json!({
        "required": [Basket::discounts],
        "properties": { Basket::discounts: { "type": Kind::Array.name(), "minItems": 1 } },
    });
    match parameter.required {
        Required::WithDiscounts => Some(json!({ "if": has_discounts, "then": given(parameter.name) })),
        Required::Unless(other) => Some(json!({ "if": given(other), "else": given(parameter.name) })),
        Required::Always | Required::Never => None,
    }
}

/// The schema of an object that has this field, with a value other than `null`.
fn given(name: &str) -> Value {
    json!({ "required": [name], "properties": { name: { "not": { "type": Kind::Null.name() } } } })
}

/// The members of an object.
fn members(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}
