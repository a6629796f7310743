//! Findings as data (contract §11): each line is valid against the schema that the program generates, which describes every
//! key; spans cut the input's bytes; sums add up; a patch of the safe fixes is what `--fix` does.

use std::fs;
use std::path::Path;

use hpplint::cli::Artifact;
use hpplint::cli::generate::generate;
use hpplint::text::is_hostile;
use jsonschema::Validator;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{CASES, expect, findings, run, stdout};
use crate::support::{self, difference, fixtures, hpplint};

fn schema() -> Value {
    serde_json::from_str(&generate(Artifact::JsonlSchema)).unwrap()
}

/// Calls `visit` with each schema of an object within a schema.
fn each_object(schema: &mut Value, visit: &mut impl FnMut(&mut Value)) {
    match schema {
        Value::Array(elements) => elements.iter_mut().for_each(|element| each_object(element, visit)),
        Value::Object(members) => members.values_mut().for_each(|member| each_object(member, visit)),
        _ => {}
    }
    if schema.get("properties").is_some() {
        visit(schema);
    }
}

/// The schema without room for keys that it does not have.
fn strict() -> Validator {
    let mut schema = schema();
    each_object(&mut schema, &mut |object| object["additionalProperties"] = false.into());
    jsonschema::validator_for(&schema).unwrap()
}

/// The lines of a report. Each is valid, and the last one is the only summary.
#[track_caller]
fn lines(schema: &Validator, output: &str) -> Vec<Value> {
    let lines = output.split_terminator('\n').map(|line| {
        assert!(!line.contains(is_hostile), "{line}");
        let line: Value = serde_json::from_str(line).unwrap();
        let errors: Vec<String> = schema.iter_errors(&line).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}\n{line:#}");
        line
    });
    let lines: Vec<Value> = lines.collect();
    let summary = lines.iter().position(|line| line["kind"] == "summary").unwrap();
    assert_eq!(summary + 1, lines.len());
    lines
}

/// The findings among lines.
fn findings_in(lines: &[Value]) -> impl Iterator<Item = &Value> {
    lines.iter().filter(|line| line["kind"] == "finding")
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn decimal(value: &Value) -> Decimal {
    value.as_str().unwrap().parse().unwrap()
}

/// The bytes of a span. Its byte offsets lead to its lines and columns.
#[track_caller]
fn cut<'i>(input: &'i [u8], span: &Value) -> &'i [u8] {
    for end in ["start", "end"] {
        let position = &span[end];
        let before = &input[..number(&position["byte"])];
        let lines: Vec<&[u8]> = before.split(|byte| *byte == b'\n').collect();
        let line = lines.last().unwrap();
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        let column = String::from_utf8_lossy(line).chars().count() + 1;
        assert_eq!((number(&position["line"]), number(&position["column"])), (lines.len(), column), "{span}");
    }
    &input[number(&span["start"]["byte"])..number(&span["end"]["byte"])]
}

#[track_caller]
fn expect_amount(input: &[u8], span: &Value, amount: Decimal) {
    let cut = str::from_utf8(cut(input, span)).unwrap();
    let value = cut.parse().or_else(|_| Decimal::from_scientific(cut)).unwrap();
    assert_eq!(value, amount, "{span}");
}

/// The sum of a finding adds up, and its spans are those of its numbers.
fn expect_sum(input: &[u8], finding: &Value) {
    let sum = &finding["sum"];
    let (declared, expected) = (decimal(&sum["declared"]), decimal(&sum["expected"]));
    expect_amount(input, &finding["span"], declared);
    if !sum["difference"].is_null() {
        assert_eq!(declared - expected, decimal(&sum["difference"]));
    }
    let mut total = Decimal::ZERO;
    for operand in sum["operands"].as_array().unwrap() {
        let value = decimal(&operand["value"]);
        let is_discount = operand["pointer"].as_str().unwrap().starts_with("/basket/discounts/");
        let is_total_of_discounts = finding["pointer"] == "/basket/total_discount_amount";
        let signed = if operand["sign"] == "+" { value } else { -value };
        expect_amount(
            input,
            &operand["span"],
            if is_discount && !is_total_of_discounts { -signed } else { signed },
        );
        total += signed;
    }
    assert_eq!(total, expected, "{finding:#}");
}

#[test]
fn every_finding_is_one_line_of_the_schema() {
    let schema = strict();
    expect("jsonl", |case, output| {
        let lines = lines(&schema, output);
        let found: Vec<&Value> = findings_in(&lines).collect();
        let findings = findings(case);
        assert_eq!(findings.len(), found.len());
        for (finding, line) in findings.iter().zip(&found) {
            let start = &line["span"]["start"];
            let (level, code) = (line["severity"].as_str().unwrap(), line["code"].as_str().unwrap());
            let place = format!(":{}:{}: {level}[{code}] ", start["line"], start["column"]);
            assert!(finding.contains(&place), "{finding}\n{place}");
        }
        let summary = lines.last().unwrap();
        assert_eq!(summary["unreadable"] != 0, case.status == 2);
        assert_eq!(lines.len(), found.len() + number(&summary["unreadable"]) + 1);
        assert_eq!(number(&summary["errors"]) + number(&summary["warnings"]), found.len());
    });
}

#[test]
fn every_fixture_s_findings_are_described_by_the_schema() {
    let schema = strict();
    let (mut sums, mut causes, mut fixes) = (0, 0, 0);
    for fixture in fixtures() {
        let args = fs::read_to_string(fixture.with_extension("args")).unwrap_or_default();
        let args: Vec<&str> = args.lines().chain(["--format=jsonl", fixture.to_str().unwrap()]).collect();
        let output = support::lint(&args, std::io::empty()).stdout;
        let input = fs::read(&fixture).unwrap();
        for finding in findings_in(&lines(&schema, &output)) {
            cut(&input, &finding["span"]);
            if finding.get("sum").is_some() {
                expect_sum(&input, finding);
                sums += 1;
            }
            if let Some(cause) = finding.get("cause") {
                assert!(!cause["text"].as_str().unwrap().is_empty());
                causes += 1;
            }
            for edit in finding.pointer("/fix/edits").and_then(Value::as_array).into_iter().flatten() {
                assert_eq!(edit["span"], finding["span"]);
                fixes += 1;
            }
        }
    }
    assert!(sums > 200 && causes > 100 && fixes > 100, "{sums} {causes} {fixes}");
}

#[test]
fn the_schema_is_one_of_2020_12_and_describes_every_key() {
    let difference =
        difference(Path::new("tests/formats/jsonl.schema.json"), &generate(Artifact::JsonlSchema));
    assert!(difference.is_empty(), "{difference}");
    let mut schema = schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    let mut keys = 0;
    each_object(&mut schema, &mut |object| {
        for (key, property) in object["properties"].as_object().unwrap() {
            assert!(
                property["description"].as_str().is_some_and(|it| it.ends_with('.')),
                "{key}: {property}"
            );
            keys += 1;
        }
    });
    assert!(keys > 60, "{keys}");
}

/// The order of the contract's table. What the contract does not have is at the end of its object.
#[test]
fn keys_are_in_their_order() {
    let files = ["causes/bad-item-price.json", "causes/bad-digit-wrong.json", "amounts_dont_match/bad.json"];
    let args = ["--format=jsonl", "--deny=LINT_LINE_PRICE"];
    let output = support::run(hpplint(&args).args(files).arg("absent").current_dir("fixtures")).stdout;
    let order = [
        ("/", "version kind input request order_id code severity message pointer span sum cause fix more"),
        ("/span", "start end"),
        ("/span/start", "line column byte"),
        ("/sum", "declared expected difference currency operands"),
        ("/sum/operands/0", "sign value pointer span"),
        ("/cause", "kind certain text numbers way elements root id alternative"),
        ("/cause/alternative", "kind certain text numbers way elements root"),
        ("/fix", "applicability reason edits"),
        ("/fix/edits/0", "span replacement"),
    ];
    let last = [
        ("/", "version kind input reason"),
        ("/", "version kind requests with_errors errors warnings allowed expected unreadable left_out"),
    ];
    let lines = lines(&strict(), &output);
    let (findings, others) = lines.split_at(lines.len() - 2);
    let expect = |line: &Value, (pointer, keys): (&str, &str)| {
        let Some(object) = line.pointer(pointer.trim_end_matches('/')) else { return 0 };
        let order: Vec<&str> = keys.split(' ').collect();
        let found = object.as_object().unwrap().keys();
        let found: Vec<usize> = found.map(|key| order.iter().position(|it| it == key).unwrap()).collect();
        assert!(found.is_sorted(), "{pointer} {object:#}");
        1
    };
    for rule in order {
        let found: usize = findings.iter().map(|line| expect(line, rule)).sum();
        assert!(found > 0, "{}", rule.0);
    }
    for (line, keys) in others.iter().zip(last) {
        expect(line, keys);
    }
}

#[test]
fn findings_with_one_cause_have_its_id_and_its_words() {
    let schema = strict();
    let run = |args: &[&str]| {
        let file = "fixtures/causes/bad-item-price.json";
        lines(&schema, &support::lint(&[args, &["--format=jsonl", file]].concat(), std::io::empty()).stdout)
    };
    let lines = run(&[]);
    let causes: Vec<&Value> = lines.iter().filter_map(|line| line.get("cause")).collect();
    // Three totals, and the price of an item.
    assert_eq!(causes.len(), 4);
    assert!(causes.iter().all(|cause| *cause == causes[0]), "{causes:#?}");
    assert_eq!(causes[0]["kind"], "item-price");
    let root = lines.iter().find(|line| line["pointer"] == causes[0]["root"]).unwrap();
    assert_eq!((root["code"].as_str(), &root["cause"]), (Some("LINT_LINE_PRICE"), causes[0]));
    // The first finding that has a line describes the cause.
    let quiet = run(&["--quiet", "--warn=AMOUNTS_DONT_MATCH"]);
    let causes_of_quiet: Vec<&Value> = quiet.iter().filter_map(|line| line.get("cause")).collect();
    assert_eq!(causes_of_quiet.len(), 2);
    assert!(causes_of_quiet.iter().all(|cause| cause["text"] == causes[0]["text"]));
    assert!(causes_of_quiet.iter().all(|cause| cause["id"] == "/basket/total_product_amount"));
}

#[test]
fn texts_that_are_hostile_keep_their_values() {
    let id = "A\u{1b}[2J\u{202e}\u{2028}\n\"\\ ::error::##[x]\u{e0041}";
    let request = json!({ "amount": 1, "order_id": id, "basket": { "basket_items": [] } });
    let name = "a\u{1b}\u{2028}:\n::error::.json";
    let stream = format!("{request}\n{}\n", json!({ "amount": 1, "order_id": 5 }));
    let output = stdout(&["--format=jsonl", "--stdin-filename", name, "-"], stream);
    let lines = lines(&strict(), &output);
    assert!(!output.contains("::") && !output.contains("##"), "{output}");
    for line in findings_in(&lines) {
        assert_eq!(line["input"], name);
        let order_id = if line["request"] == 1 { json!(id) } else { Value::Null };
        assert_eq!(line["order_id"], order_id);
    }
    let long = format!(r#"{{"amount":1,"order_id":"{}"}}"#, "\\u015f".repeat(257));
    let cut = format!(r#""order_id":"{}…""#, "ş".repeat(256));
    assert!(stdout(&["--format=jsonl"], long).contains(&cut));
    // A lone surrogate has no UTF-8.
    let surrogate = r#"{"amount":1,"order_id":"a\ud800b"}"#;
    assert!(stdout(&["--format=jsonl"], surrogate).contains(r#""order_id":"a���b""#));
}

#[test]
fn redacted_findings_have_numbers_and_the_currency() {
    let case = CASES.iter().find(|case| case.name == "one-error").unwrap();
    let output = run(case, &["--format=jsonl", "--redact"]).1;
    let finding = &lines(&strict(), &output)[0];
    assert_eq!(finding["order_id"], "…");
    assert_eq!(
        (&finding["sum"]["currency"], &finding["sum"]["declared"]),
        (&json!("TRY"), &json!("1599.85"))
    );
    let currency = |currency: &str| {
        let text = support::REQUEST.replacen('{', &format!("{{\"currency\":{currency},"), 1);
        let text = support::with(&text, support::WRONG_AMOUNT);
        lines(&strict(), &stdout(&["--format=jsonl", "--redact"], text))[0]["sum"]["currency"].clone()
    };
    assert_eq!(
        [currency("\"JPY\""), currency("\"secret\""), currency("7")],
        [json!("JPY"), Value::Null, Value::Null]
    );
}

#[test]
fn bytes_count_a_byte_order_mark_and_what_fixes_have_changed() {
    let (wrong, right) = (support::with(support::REQUEST, support::WRONG_AMOUNT), support::REQUEST);
    let unsafe_fix = right.replace("\"amount\":10", "\"amount\":7").replace(":10,", ":11,");
    let schema = strict();
    // The last two have several blocks.
    for (separator, times) in [("", 1), ("\r\n", 1), ("\n\n  ", 1), ("", 15), ("\n", 15)] {
        // Fixes shift what comes after them, on their line and after it.
        let many = [&*wrong, right, &unsafe_fix]
            .map(|it| it.replacen('{', &format!("{{\"ş\":\"{}\",", "ı".repeat(1000)), 1));
        let text = format!("\u{feff}{}", many.join(separator).repeat(times));
        let folder = support::folder([("a.json", &*text), ("b.json", &*text)]);
        let path = |name: &str| folder.path().join(name).display().to_string();
        let args = ["--order-ids=off", "--format=jsonl"];
        let check = |more: &[&str], name: &str| {
            let output = support::lint(&[&args, more, &[&*path(name)]].concat(), std::io::empty()).stdout;
            let input = fs::read(path(name)).unwrap();
            let lines = lines(&schema, &output);
            let sums = lines.iter().filter(|line| line.get("sum").is_some());
            (sums.inspect(|line| expect_sum(&input, line)).count(), lines.last().unwrap()["fixed"].clone())
        };
        let (before, fixed) = (check(&[], "a.json"), check(&["--fix"], "b.json"));
        assert_eq!((before.1, &fixed.1), (Value::Null, &json!(times)), "{separator:?}");
        assert!(fixed.0 > 0 && fixed.0 + times == before.0, "{separator:?} {} {}", fixed.0, before.0);
    }
}

#[test]
fn a_replacement_for_what_is_not_utf_8_is_one_byte() {
    let text = b"\xEF\xBB\xBF{\"amount\":1,\"order_id\":\"a\xffb\"}";
    let lines = lines(&strict(), &stdout(&["--format=jsonl"], text));
    assert_eq!(cut(text, &lines[0]["span"]), b"\xff");
    assert_eq!(lines[0]["pointer"], Value::Null);
}

#[test]
fn the_last_of_too_many_findings_says_how_many_more_there_are() {
    let items = vec![r#"{"price":-1}"#; 1500].join(",");
    let request = format!(
        r#"{{"amount":1,"basket":{{"total_product_amount":1,"total_amount":1,"basket_items":[{items}]}}}}"#
    );
    let lines = lines(&strict(), &stdout(&["--format=jsonl", "--allow=LINT_MISSING_PARAMETER"], request));
    let more: Vec<&Value> = lines.iter().filter(|line| line.get("more").is_some()).collect();
    assert_eq!(more.len(), 1);
    assert_eq!((&more[0]["more"], &more[0]["code"]), (&json!(500), &json!("LINT_NEGATIVE_AMOUNT")));
    let summary = lines.last().unwrap();
    assert_eq!(summary["errors"], lines.len() - 1 + 500);
    let operands = lines[0]["sum"]["operands"].as_array().unwrap();
    assert_eq!(operands.len(), 1500);
}

/// The last line is the same as the closing line of the run, whatever is shown.
#[test]
fn the_summary_has_the_numbers_of_the_run() {
    let schema = strict();
    let summary = |args: &[&str]| {
        let outcome = support::lint(&[args, &["--format=jsonl"]].concat(), std::io::empty());
        lines(&schema, &outcome.stdout).pop().unwrap()
    };
    let clean = summary(&["fixtures/requests/ok-groceries.json"]);
    assert_eq!(
        clean,
        json!({
            "version": 1, "kind": "summary", "requests": 1, "with_errors": 0, "errors": 0, "warnings": 0,
            "allowed": 0, "expected": 0, "unreadable": 0, "left_out": [],
        })
    );
    let file = "fixtures/causes/bad-item-price.json";
    let expected =
        summary(&["--expect=AMOUNTS_DONT_MATCH,INVALID_TOTAL_PRODUCT_AMOUNT,INVALID_TOTAL_AMOUNT", file]);
    assert_eq!((&expected["errors"], &expected["expected"]), (&json!(0), &json!(3)));
    let quiet = summary(&["--quiet", "--allow=AMOUNTS_DONT_MATCH", file]);
    let numbers = ["errors", "warnings", "allowed"].map(|key| quiet[key].as_u64().unwrap());
    assert_eq!(numbers, [2, 1, 1]);
    let left_out = json!([{ "by": "allow", "code": "AMOUNTS_DONT_MATCH", "file": null, "count": 1 }]);
    assert_eq!(quiet["left_out"], left_out);
}

/// What `jq` or a script can do with safe fixes is what `--fix` does.
#[test]
fn a_patch_of_all_safe_fixes_makes_the_request_clean() {
    let path = Path::new("fixtures/amounts_dont_match/bad.json");
    let mut text = fs::read(path).unwrap();
    let output = support::lint(&["--format=jsonl", path.to_str().unwrap()], std::io::empty()).stdout;
    let lines = lines(&strict(), &output);
    let fixes = lines.iter().filter(|line| line["fix"]["applicability"] == "safe");
    let mut edits: Vec<&Value> = fixes.flat_map(|line| line["fix"]["edits"].as_array().unwrap()).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(number(&edit["span"]["start"]["byte"])));
    assert_eq!(edits.len(), 1);
    for edit in edits {
        let span = number(&edit["span"]["start"]["byte"])..number(&edit["span"]["end"]["byte"]);
        text.splice(span, edit["replacement"].as_str().unwrap().bytes());
    }
    assert_eq!(
        support::run(hpplint(&["--strict", "--quiet"]).write_stdin(text)),
        support::Outcome::new(0, "", "")
    );
}
