//! `--generate schema` and the checks agree: a request is valid exactly if the program finds nothing in it that a schema
//! can express, errors and warnings alike (contract §5, §6).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use hpplint::cli::Artifact;
use hpplint::cli::generate::generate;
use hpplint::request::{Place, read};
use hpplint::rules::facts::Facts;
use hpplint::rules::{self, Case};
use jsonschema::Validator;
use serde_json::value::RawValue;
use serde_json::{Deserializer, Value, json};

use crate::support::fixtures;

/// The codes that a schema can express. It cannot express sums, duplicate keys, decimals and the spelling of keys.
const SAID: [&str; 7] = [
    "LINT_INVALID_JSON",
    "LINT_MISSING_FIELD",
    "LINT_WRONG_TYPE",
    "LINT_NEGATIVE_AMOUNT",
    "LINT_EMPTY_BASKET",
    "LINT_MISSING_PARAMETER",
    "LINT_INVALID_PARAMETER",
];

fn schema() -> Value {
    serde_json::from_str(&generate(Artifact::Schema)).unwrap()
}

fn validator() -> Validator {
    jsonschema::options().should_validate_formats(true).build(&schema()).unwrap()
}

/// What the program finds in a request.
fn codes(text: &str) -> BTreeSet<&'static str> {
    let Some(request) = read(text) else { return BTreeSet::from(["LINT_INVALID_JSON"]) };
    let facts = Facts::default();
    rules::check(&Case::new(&request, &facts)).iter().map(|finding| finding.rule.code).collect()
}

fn is_found(text: &str) -> bool {
    SAID.iter().any(|code| codes(text).contains(code))
}

/// The requests of a fixture, up to the first that is not JSON.
fn requests(fixture: &Path) -> Vec<String> {
    let bytes = fs::read(fixture).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let values = Deserializer::from_str(text.trim_start_matches('\u{feff}')).into_iter::<Box<RawValue>>();
    let texts = values.map_while(Result::ok).map(|value| value.get().to_owned());
    texts
        .flat_map(|text| match serde_json::from_str::<Vec<Box<RawValue>>>(&text) {
            Ok(elements) => elements.iter().map(|element| element.get().to_owned()).collect(),
            Err(_) => vec![text],
        })
        .collect()
}

/// A request that has every documented field, in which nothing is found.
fn full_request() -> Value {
    json!({
        "amount": 1, "currency": "TRY", "order_id": "A-1", "conversation_id": "C", "order_date": "2026-04-17",
        "cancel_url": "https://m.example/c", "success_url": "https://m.example/s",
        "notification_url": "https://m.example/n", "query_shipping_option_url": "https://m.example/q",
        "query_agreements_url": "https://m.example/a", "query_agreement_types_url": "https://m.example/t",
        "agreements_iframe_url": "https://m.example/i", "preauth": false, "enable_installments": true,
        "merchant_customer_id": "M", "merchant_customer_phone_number": "1", "merchant_customer_email": "m@m.example",
        "session_owner_id": 42,
        "basket": {
            "total_product_amount": 2, "total_amount": 1, "total_discount_amount": 1,
            "basket_items": [{ "price": 2, "unit_price": 1, "quantity": 2 }],
            "discounts": [{ "amount": 1 }],
        },
    })
}

/// The object of a request at `place`.
fn object(request: &mut Value, place: Place) -> &mut Value {
    match place {
        Place::Request => request,
        Place::Basket => &mut request["basket"],
        Place::Item(i) => &mut request["basket"]["basket_items"][i],
        Place::Discount(i) => &mut request["basket"]["discounts"][i],
    }
}

#[test]
fn the_schema_is_one_of_2020_12() {
    assert_eq!(schema()["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::draft202012::meta::validate(&schema()).unwrap();
}

/// Fixtures that a schema cannot check, because `serde_json::Value`, which reads them, refuses valid JSON: numbers out of
/// the range of binary floats, and more than 128 levels.
const UNREADABLE: [&str; 6] = [
    "lint_amount_out_of_range/bad-discount-amount.json",
    "lint_amount_out_of_range/bad-exponent-beyond-64-bits.json",
    "lint_amount_out_of_range/bad-huge-exponent.json",
    "lint_amount_out_of_range/bad-total-product-amount.json",
    "lint_invalid_json/ok-deep-objects-in-an-item.json",
    "lint_invalid_json/ok-deep.json",
];

#[test]
fn the_fixtures_are_valid_exactly_if_nothing_is_found_that_a_schema_can_say() {
    let validator = validator();
    let (mut valid, mut invalid, mut unreadable) = (0, 0, Vec::new());
    for fixture in fixtures() {
        for request in requests(&fixture) {
            let Ok(value) = serde_json::from_str(&request) else {
                unreadable.push(fixture.strip_prefix("fixtures").unwrap().to_owned());
                continue;
            };
            let is_valid = validator.is_valid(&value);
            assert_ne!(is_valid, is_found(&request), "{} {:?}", fixture.display(), codes(&request));
            if is_valid { valid += 1 } else { invalid += 1 }
        }
    }
    assert_eq!(unreadable, UNREADABLE.map(PathBuf::from));
    assert!(valid > 100 && invalid > 100, "{valid} {invalid}");
}

#[test]
fn every_field_is_judged_alike_with_every_value() {
    let validator = validator();
    let values = json!([
        null, true, 0, -1, -0.0, 0.5, 1e3, -1e-3, "", "1", "x", "try", "EUR", "https://m.example/", "m.example/c",
        [], {}, [null], [1], [{}], [[]], { "amount": 1 }, [{ "amount": 1 }], [{ "price": 1 }],
    ]);
    let places = [Place::Request, Place::Basket, Place::Item(0), Place::Discount(0)];
    for (place, parameter) in
        places.into_iter().flat_map(|place| place.parameters().iter().map(move |p| (place, p)))
    {
        let absent = [None];
        for value in absent.into_iter().chain(values.as_array().unwrap().iter().map(Some)) {
            let mut request = full_request();
            assert!(codes(&request.to_string()).is_empty());
            let members = object(&mut request, place).as_object_mut().unwrap();
            match value {
                Some(value) => members.insert(parameter.name.to_owned(), value.clone()),
                None => members.remove(parameter.name),
            };
            let is_found = is_found(&request.to_string());
            let is_valid = validator.is_valid(&request);
            let name = parameter.name;
            assert_ne!(
                is_valid, is_found,
                "{name} {value:?}: the schema and the rules must agree whether it is valid"
            );
        }
    }
}

#[test]
fn fields_that_depend_on_others_are_judged_alike() {
    let validator = validator();
    let names = ["query_agreements_url", "query_agreement_types_url", "agreements_iframe_url"];
    for (absent, null) in (0..8).flat_map(|absent| (0..8).map(move |null| (absent, null))) {
        for discounts in [json!(null), json!([]), json!([{ "amount": 1 }]), json!([null]), json!(1)] {
            let mut request = full_request();
            for (i, name) in names.iter().enumerate() {
                if null >> i & 1 == 1 {
                    request[name] = Value::Null;
                }
                if absent >> i & 1 == 1 {
                    request.as_object_mut().unwrap().remove(*name);
                }
            }
            request["basket"]["discounts"] = discounts;
            request["basket"]["total_discount_amount"] = Value::Null;
            assert_ne!(validator.is_valid(&request), is_found(&request.to_string()), "{request}");
        }
    }
}

#[test]
fn urls_are_judged_alike_but_for_these() {
    let validator = validator();
    let urls = [
        // Accepted by both, and refused by both.
        ("https://m.example", true, true),
        ("HTTPS://m.example:8443/a?b=c#d", true, true),
        ("http://user@127.0.0.1/", true, true),
        ("myshop://paid", true, true),
        ("https://m.example/%20?a=b+c", true, true),
        ("", false, false),
        ("/paid", false, false),
        ("//m.example/paid", false, false),
        ("m.example/paid", false, false),
        ("localhost:3000/paid", false, false),
        ("mailto:m@m.example", false, false),
        ("https://", false, false),
        ("https:///", false, false),
        ("https://?a", false, false),
        ("file:///paid", false, false),
        ("htps://m.example/paid", false, false),
        ("HTTSP://m.example/paid", false, false),
        ("ftp://m.example/paid", false, false),
        (" https://m.example/paid", false, false),
        ("https://m.example/paid ", false, false),
        ("https://m.example/a b", false, false),
        ("https://m.example/{{page}}", false, false),
        // Too many letters for a pattern.
        ("httpd://m.example/paid", false, true),
        // A pattern cannot check a host.
        ("https://m.example:99999/", false, true),
        ("https://256.256.256.256/", false, true),
        // The program's parser, which is a browser's, corrects these.
        ("https:m.example", true, false),
        ("https://m.example/?id={id}", true, false),
        (r"https:\\m.example\", true, false),
    ];
    for (url, program, schema) in urls {
        let mut request = full_request();
        request["cancel_url"] = url.into();
        assert_eq!(!is_found(&request.to_string()), program, "{url}");
        assert_eq!(validator.is_valid(&request), schema, "{url}");
    }
}
