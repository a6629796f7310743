//! `--redact`: no format shows a string of a request, nor a customer's data, whatever is wrong with the request (contract
//! §9). Every string of these requests is made of one letter that the linter itself never uses.

use std::fs;
use std::io::Cursor;

use clap::ValueEnum;
use hpplint::render::Format;
use hpplint::rules::RULES;
use tempfile::TempDir;

use crate::support;

/// What every string has in it.
const SECRET: char = 'Ж';
/// A number in quotes, which is a string as well.
const QUOTED: &str = "77777";
/// A customer's data that is not a string.
const PERSONAL: &str = "905551234567";

/// A request in which nearly every rule finds something.
const WRONG: &str = include_str!("redact/wrong.json");

/// A request on one line, with wrong totals and a known order ID.
const MINIFIED: &str = concat!(
    r#"{"note":"ЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖ","amount":12,"order_id":"Ж","session_owner_id":"Ж","name":"","#,
    r#""basket":{"note":"Ж","total_product_amount":11,"total_amount":12,"basket_items":[{"price":10,"name":"Ж"}]}}"#,
);

/// All output for a text on standard input.
fn lint(args: &[&str], stdin: &str) -> String {
    let stdin = Cursor::new(stdin.to_owned());
    let outcome = support::lint(&[&["--threads=1"], args].concat(), stdin);
    outcome.stdout + &outcome.stderr
}

/// The names of all formats.
fn formats() -> impl Iterator<Item = String> {
    Format::value_variants().iter().map(|format| format.to_possible_value().unwrap().get_name().to_owned())
}

/// Runs in every format, as it is and with every rule an error.
fn lint_in_all_formats(args: &[&str], stdin: &str) -> Vec<String> {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    let deny = format!("--deny={}", codes.join(","));
    let run = |format: String| {
        let args = [&["--format", &format], args].concat();
        [lint(&args, stdin), lint(&[&args, &[&*deny][..]].concat(), stdin)]
    };
    formats().flat_map(run).collect()
}

#[track_caller]
fn expect_no_secret(shown: &str) {
    assert!(!shown.contains(SECRET), "{shown}");
}

/// A folder with facts.
fn facts() -> TempDir {
    support::folder([("users.txt", "nobody\n"), ("orders.txt", "Ж\n")])
}

#[test]
fn no_string_is_shown_whatever_is_wrong() {
    let folder = facts();
    let [users, orders] = ["users", "orders"].map(|name| format!("{}/{name}.txt", folder.path().display()));
    let facts = ["--redact", "--known-users", &users, "--known-orders", &orders];
    let token = ["--redact", "--token-user", "ЖЖ", "--known-orders", &orders];
    let stream = [WRONG, MINIFIED, WRONG, "\"Ж\"", "Ж", "[\"Ж\"]"].join("\n");
    for args in [facts, token] {
        for shown in lint_in_all_formats(&args, &stream) {
            expect_no_secret(&shown);
            assert!(!shown.contains(QUOTED) && !shown.contains(PERSONAL), "{shown}");
        }
    }
    // Without --redact they are shown; with it, the rest is still shown.
    let whole = lint(&facts[1..], &stream);
    assert!(whole.contains(SECRET) && whole.contains(QUOTED) && whole.contains(PERSONAL), "{whole}");
    let redacted = lint(&facts, &stream);
    for part in
        ["\"total_discount_amount\": 1.005", "order_id: \"…\" was used before", "\"agreements_iframe_uri\" "]
    {
        assert!(redacted.contains(part), "{part}: {redacted}");
    }
}

#[test]
fn what_is_personal_is_shown_in_no_message() {
    // Nothing but what is personal is wrong with it.
    let request = MINIFIED.replace(r#""order_id":"Ж""#, r#""order_id":"1""#).replacen(
        '{',
        r#"{"merchant_customer_id":905551234567,"merchant_customer_email":["Ж"],"merchant_customer_phone_number":true,"#,
        1,
    );
    // Only the default format shows the request's text.
    for format in formats().filter(|format| format != "human") {
        let codes = "--deny=LINT_INVALID_PARAMETER";
        let shown = lint(&["--format", &format, codes], &request);
        assert!(shown.contains("merchant_customer_id "), "{shown}");
        assert!(shown.contains("merchant_customer_phone_number "), "{shown}");
        expect_no_secret(&shown);
        assert!(!shown.contains(PERSONAL), "{shown}");
    }
}

#[test]
fn no_string_is_shown_however_the_text_is_broken() {
    let request = concat!(
        "{\"amount\":12,\"order_id\":\"Ж\",\n  \"note\":\"Ж\\\"Ж\",\"names\":[\"Ж\",\"\"],\n",
        "  \"basket\":{\"note\":\"Ж\",\"total_amount\":12,\"basket_items\":[{\"price\":10,\"name\":\"Ж\"}]}}",
    );
    // The formats say the same, and only the default one shows the text as well.
    let mut others = formats().filter(|format| format != "human").collect::<Vec<_>>().into_iter().cycle();
    for (place, _) in request.char_indices() {
        let (before, after) = request.split_at(place);
        let without = after.chars().skip(1).collect::<String>();
        let mut broken = vec![before.to_owned(), [before, &without].concat()];
        for other in ["\"", "\\", "{", "}", "[", "]", ":", ",", "'", "\n", "\n{", "x", "1", "\u{1}"] {
            broken.push([before, other, &without].concat());
            broken.push([before, other, after].concat());
        }
        for format in ["human", &others.next().unwrap()] {
            let args = ["--redact", "--format", format];
            expect_no_secret(&lint(&args, &broken.join("\n")));
            expect_no_secret(&lint(&args, before));
            expect_no_secret(&lint(&[&args[..], &["--max-request-bytes=90"]].concat(), &broken.join("\n")));
        }
    }
}

#[test]
fn an_expectation_tells_no_messages() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let request = MINIFIED.replace("\"amount\":12", "\"amount\":\"77777\"");
    fs::write(path("x.json"), &request).unwrap();
    let name = path("x.json");
    let envelope = lint(&["--json", "--quiet", &name], "");
    assert!(envelope.contains(QUOTED), "{envelope}");
    fs::write(path("x.expected.json"), &envelope).unwrap();
    // The envelopes are compared in full.
    let met = support::lint(&["--redact", "--expect-files", &name], std::io::empty());
    assert!(met.status == 0 && !met.stdout.contains("error["), "{met:?}");
    fs::write(path("x.expected.json"), envelope.replace("LINT_WRONG_TYPE", "LINT_TYPE")).unwrap();
    let unmet = lint(&["--redact", "--expect-files", &name], "");
    assert!(unmet.contains("− LINT_TYPE amount\n"), "{unmet}");
    assert!(!unmet.contains(QUOTED), "{unmet}");
    expect_no_secret(&unmet);
}
