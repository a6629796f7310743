//! A second reader of requests, slow and simple, to compare the real one with: `serde_json` reads it level by level.

use std::fmt;

use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use hpplint::json::{Kind, decode, unquote};
use hpplint::request::{
    Basket, Discount, Duplicate, Field, Item, List, Number, Place, Request, Unknown, amount,
};
use rust_decimal::Decimal;

/// An object's members: the keys without their quotes, and the values.
type Members<'a> = Vec<(&'a str, &'a str)>;

/// The members of a text that is one object.
fn members(text: &str) -> Option<Members<'_>> {
    struct Collect;
    impl<'a> Visitor<'a> for Collect {
        type Value = Members<'a>;
        fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
            formatter.write_str("an object")
        }
        fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some((key, value)) = map.next_entry::<&RawValue, &RawValue>()? {
                members.push((unquote(key.get()), value.get()));
            }
            Ok(members)
        }
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let members = deserializer.deserialize_map(Collect).ok()?;
    deserializer.end().ok().map(|()| members)
}

/// Collects the duplicates and the unknown keys.
#[derive(Default)]
pub(super) struct Reference<'a> {
    duplicates: Vec<Duplicate<'a>>,
    unknown: Vec<Unknown<'a>>,
}

impl<'a> Reference<'a> {
    pub(super) fn read(text: &'a str) -> Option<Request<'a>> {
        let mut reference = Self::default();
        let mut request = Request { text, ..Request::default() };
        let fields = reference.fields(Place::Request, &members(text)?);
        let value =
            |name| fields[Place::Request.parameters().iter().position(|field| field.name == name).unwrap()];
        macro_rules! parameters {
            ($($name:ident)*) => {
                $(request.$name = value(stringify!($name)).filter(|text| Kind::of(text) != Kind::Null);)*
            };
        }
        parameters! {
            currency order_id conversation_id order_date cancel_url success_url notification_url
            query_shipping_option_url query_agreements_url query_agreement_types_url agreements_iframe_url preauth
            enable_installments merchant_customer_id merchant_customer_phone_number merchant_customer_email
            session_owner_id
        }
        request.amount = number(value("amount"));
        request.basket = field(value("basket"), Kind::Object, |text| reference.basket(text));
        request.duplicates = reference.duplicates;
        request.unknown = reference.unknown;
        // The reader collects them in the text's order, and those of inner objects first.
        request.duplicates.sort_by_key(|duplicate| duplicate.last.as_ptr());
        request.unknown.sort_by_key(|unknown| unknown.key.as_ptr());
        Some(request)
    }

    fn basket(&mut self, text: &'a str) -> Basket<'a> {
        let fields = self.fields(Place::Basket, &members(text).unwrap());
        Basket {
            text,
            total_product_amount: number(fields[0]),
            total_amount: number(fields[1]),
            total_discount_amount: number(fields[2]),
            basket_items: self.list(fields[3], Place::Item, |reference, place, text| {
                let fields = reference.fields(place, &members(text).unwrap());
                Item {
                    text,
                    price: number(fields[0]),
                    unit_price: number(fields[1]),
                    quantity: number(fields[2]),
                }
            }),
            discounts: self.list(fields[4], Place::Discount, |reference, place, text| {
                let fields = reference.fields(place, &members(text).unwrap());
                Discount { text, amount: number(fields[0]) }
            }),
        }
    }

    fn list<T>(
        &mut self,
        text: Option<&'a str>,
        place: fn(usize) -> Place,
        mut read: impl FnMut(&mut Self, Place, &'a str) -> T,
    ) -> Field<'a, List<'a, T>> {
        field(text, Kind::Array, |text| {
            let mut list = List { text, objects: Vec::new(), others: Vec::new() };
            for (i, element) in serde_json::from_str::<Vec<&'a RawValue>>(text).unwrap().iter().enumerate() {
                let element = element.get();
                let object = (Kind::of(element) == Kind::Object).then(|| read(self, place(i), element));
                let names = || place(i).parameters().iter().map(|field| field.name);
                let has_field = |(key, _): &(&str, &str)| names().any(|name| is(key, name));
                match object.filter(|_| members(element).unwrap().iter().any(has_field)) {
                    Some(object) => list.objects.push((i, object)),
                    None => list.others.push((i, element)),
                }
            }
            list
        })
    }

    /// The last value of each documented field of an object; collects its duplicates and unknown keys.
    fn fields(&mut self, place: Place, members: &[(&'a str, &'a str)]) -> Vec<Option<&'a str>> {
        let listed = ["amount", "order_id", "session_owner_id", "currency", "basket"];
        let names: Vec<_> = place.parameters().iter().map(|field| field.name).collect();
        let unknown = members.iter().filter(|(key, _)| !names.iter().any(|name| is(key, name)));
        self.unknown.extend(unknown.map(|(key, _)| Unknown { place, key }));
        let mut values = Vec::new();
        for name in names {
            let all: Members = members.iter().filter(|(key, _)| is(key, name)).copied().collect();
            if let [(first, _), .., (last, _)] = all[..]
                && (place != Place::Request || listed.contains(&name))
            {
                self.duplicates.push(Duplicate { place, name, first, last });
            }
            values.push(all.last().map(|(_, value)| *value));
        }
        values
    }
}

/// Whether a key, as it is written, is this name.
fn is(key: &str, name: &str) -> bool {
    *decode(&format!("\"{key}\"")) == *name.as_bytes()
}

fn field<'a, T>(text: Option<&'a str>, wanted: Kind, read: impl FnOnce(&'a str) -> T) -> Field<'a, T> {
    match text.map(|text| (Kind::of(text), text)) {
        None => Field::Absent,
        Some((kind, text)) if kind == wanted => Field::Is(read(text)),
        Some((Kind::Null, text)) => Field::Null(text),
        Some((_, text)) => Field::Wrong(text),
    }
}

fn number(text: Option<&str>) -> Field<'_, Number<'_>> {
    field(text, Kind::Number, |text| {
        let is_short = text.len() <= 18 && !text.contains(['-', 'e', 'E']);
        let value = if is_short { Decimal::from_str_exact(text).ok() } else { amount::parse(text).ok() };
        Number { text, value }
    })
}
