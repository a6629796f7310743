//! The registry agrees with itself, with the vendor's page and with each rule's explanation (contract §2–§6).

use std::collections::BTreeSet;
use std::fs;

use hpplint::cli::explain::{explain, list_rules};
use hpplint::request;
use hpplint::rules::finding::Severity;
use hpplint::rules::{Case, Facts, RULES, Rule, check, find};
use proptest::prelude::*;
use serde_json::{Deserializer, Value, json};
use url::Url;

/// The eight envelopes of the vendor's page, in its order.
const PAGE: &str = include_str!("vendor-page.json");

/// The errors of the page, in its order: code, message and argument.
fn page() -> Vec<[Value; 3]> {
    let envelopes = Deserializer::from_str(PAGE).into_iter::<Value>().map(Result::unwrap);
    let errors = envelopes.flat_map(|envelope| envelope["response"]["errors"].as_array().unwrap().clone());
    errors.map(|error| ["error_code", "message", "argument"].map(|key| error[key].clone())).collect()
}

/// The rules of the page.
fn documented() -> impl Iterator<Item = &'static &'static Rule> {
    RULES.iter().filter(|rule| rule.is_documented())
}

#[test]
fn codes_are_unique() {
    let codes: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), RULES.len());
}

#[test]
fn every_code_is_found_in_whatever_case() {
    for rule in RULES {
        assert_eq!(find(rule.code).unwrap().code, rule.code);
        assert_eq!(find(&rule.code.to_lowercase()).unwrap().code, rule.code);
    }
    assert!(find("LINT").is_none() && find("").is_none());
}

#[test]
fn the_linter_s_own_codes_and_no_others_begin_with_lint() {
    for rule in RULES {
        assert_ne!(rule.code.starts_with("LINT_"), rule.is_documented(), "{}", rule.code);
        let is_plain = rule.code.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        assert!(is_plain, "{}", rule.code);
    }
}

#[test]
fn documented_codes_are_first_and_in_the_order_of_the_page() {
    let mut page: Vec<Value> = page().into_iter().map(|[code, ..]| code).collect();
    page.dedup();
    let registry: Vec<&str> = RULES.iter().take(page.len()).map(|rule| rule.code).collect();
    assert_eq!(registry, page);
    assert_eq!(documented().count(), page.len());
}

#[test]
fn messages_are_the_page_s_and_only_where_it_has_an_argument_is_there_one() {
    for [code, message, argument] in page() {
        let answer = find(code.as_str().unwrap()).unwrap().answer.as_ref().unwrap();
        assert_eq!(answer.message, message);
        assert_eq!(answer.names_field, !argument.is_null(), "{code}");
    }
}

#[test]
fn errors_are_before_warnings() {
    assert!(RULES.is_sorted_by_key(|rule| rule.severity));
    assert!(documented().all(|rule| rule.severity == Severity::Error));
}

#[test]
fn sections_are_the_contract_s() {
    for rule in RULES {
        let section = match rule.code {
            "INVALID_USER_FOR_PAYMENT_SESSION" | "USER_NOT_FOUND" | "ORDER_ID_EXISTS" => "§3",
            _ if rule.is_documented() => "§2",
            _ if rule.severity == Severity::Error => "§5",
            _ => "§6",
        };
        let source = fs::read_to_string(format!("src/rules/{}.rs", rule.code.to_lowercase())).unwrap();
        let first_line = source.lines().next().unwrap();
        let expected = format!("//! `{}` (contract {section}).", rule.code);
        assert!(
            first_line.ends_with(&format!("(contract {section}).")),
            "{first_line}\nshould be {expected}"
        );
    }
}

#[test]
fn summaries_are_one_line_without_a_full_stop() {
    for rule in RULES {
        let is_fine =
            !rule.summary.is_empty() && !rule.summary.contains('\n') && !rule.summary.ends_with('.');
        assert!(is_fine, "{}: {}", rule.code, rule.summary);
    }
}

#[test]
fn explanations_say_what_why_and_how_to_fix_it() {
    for rule in RULES {
        let headings: Vec<&str> =
            rule.docs.explanation.lines().filter(|line| line.starts_with('#')).collect();
        assert_eq!(
            headings,
            ["## What it checks", "## Why", "## How to fix it", "## Example"],
            "{}",
            rule.code
        );
        let sections =
            rule.docs.explanation.split("## ").skip(1).map(|section| section.split_once('\n').unwrap().1);
        assert!(sections.into_iter().all(|text| !text.trim().is_empty()), "{}", rule.code);
    }
}

#[test]
fn every_explanation_and_example_is_its_own_rule_s() {
    for rule in RULES {
        let name = rule.code.to_lowercase();
        let read = |path: String| fs::read_to_string(path).unwrap();
        assert_eq!(rule.docs.explanation, read(format!("src/rules/{name}.md")));
        assert_eq!(rule.docs.bad, read(format!("fixtures/{name}/bad.json")));
        assert_eq!(rule.docs.ok, read(format!("fixtures/{name}/ok.json")));
    }
}

#[test]
fn every_explanation_on_the_disk_has_its_rule() {
    for entry in fs::read_dir("src/rules").unwrap() {
        let path = entry.unwrap().path();
        if path.extension() == Some("md".as_ref()) {
            let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap();
            assert!(find(name).is_some(), "{}", path.display());
        }
    }
}

#[test]
fn every_rule_has_a_folder_and_every_folder_a_rule() {
    let folders =
        fs::read_dir("fixtures").unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut folders: BTreeSet<String> = folders.collect();
    let others = ["causes", "containers", "find", "requests", "settings", "streams"];
    assert!(others.iter().all(|folder| folders.remove(*folder)));
    let names: BTreeSet<String> = RULES.iter().map(|rule| rule.code.to_lowercase()).collect();
    let different: Vec<_> = folders.symmetric_difference(&names).collect();
    assert!(different.is_empty(), "a rule or a folder only: {different:?}");
}

/// The words of a text.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// The text without escape codes.
fn without_color(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap();
    first.chars().chain(parts.flat_map(|part| part.split_once('m').unwrap().1.chars())).collect()
}

const WIDTHS: [usize; 7] = [1, 20, 60, 80, 100, 120, 200];

#[test]
fn list_rules_says_what_the_registry_says() {
    let expected =
        RULES.iter().map(|rule| format!("{} {} {}", rule.code, rule.severity.name(), rule.summary));
    let expected = expected.collect::<Vec<_>>().join(" ");
    for width in WIDTHS {
        let list = list_rules(width, false);
        assert_eq!(words(&list), words(&expected));
        // A line that continues another one is indented.
        assert_eq!(list.lines().filter(|line| !line.starts_with(' ')).count(), RULES.len());
        assert!(!list.lines().any(|line| line.ends_with(' ')), "{list}");
        let is_too_wide = |line: &&str| line.chars().count() > width.max(60);
        assert_eq!(list.lines().find(is_too_wide), None, "{width}");
        let colored = without_color(&list_rules(width, true));
        assert_eq!(words(&colored), words(&expected.replace('`', "")));
    }
    assert_eq!(list_rules(200, false).lines().count(), RULES.len());
}

#[test]
fn explain_says_what_the_registry_says() {
    for rule in RULES {
        let title = format!("{}[{}] {}\n", rule.severity.name(), rule.code, rule.summary);
        let text = title + &rule.docs.with_example();
        let text = text.replace("\n## ", "\n").replace("```diff\n", "").replace("```\n", "");
        for width in WIDTHS {
            let plain = explain(rule, width, false);
            assert_eq!(words(&plain), words(&text.replace("## What", "What")), "{}", rule.code);
            let colored = without_color(&explain(rule, width, true));
            assert_eq!(words(&colored), words(&plain.replace('`', "")), "{}", rule.code);
            let (prose, _) = plain.split_once("\nExample\n").unwrap();
            let is_too_wide = |line: &&str| {
                line.chars().count() > width.clamp(20, 100) && words(line.trim_start_matches(" - ")).len() > 2
            };
            assert_eq!(prose.lines().find(is_too_wide), None, "{} {width}", rule.code);
        }
    }
}

/// The lines that a diff keeps or adds are the correct request; those that it keeps or removes, the bad one.
#[test]
fn examples_lead_from_the_bad_request_to_the_correct_one() {
    for rule in RULES {
        let text = rule.docs.with_example();
        let (explanation, diff) = text.split_once("\n\n```diff\n").unwrap();
        assert_eq!(explanation, rule.docs.explanation.trim_end());
        let diff = diff.strip_suffix("```\n").unwrap();
        let side = |sign: &str| {
            let lines = diff.lines().filter_map(|line| line.strip_prefix(' ').or(line.strip_prefix(sign)));
            lines.flat_map(|line| [line, "\n"]).collect::<String>()
        };
        assert_eq!((&*side("-"), &*side("+")), (rule.docs.bad, rule.docs.ok), "{}", rule.code);
        assert!(diff.lines().filter(|line| !line.starts_with(' ')).count() <= 15, "{}", rule.code);
        assert!(!rule.docs.without_example().contains("Example"), "{}", rule.code);
    }
}

#[test]
fn a_draft_may_have_placeholders() {
    let text = json!({
        "amount": 1, "order_id": "{{order_id}}", "order_date": "<date>", "currency": "${currency}",
        "cancel_url": "{{base}}/cancel", "success_url": "https://m.example/{{page}} x", "conversation_id": "%s",
    });
    let (text, facts) = (text.to_string(), Facts::default());
    let request = request::read(&text).unwrap();
    let found = |is_draft| {
        let findings = check(&Case { is_draft, ..Case::new(&request, &facts) });
        findings.iter().filter(|finding| finding.rule.code == "LINT_INVALID_PARAMETER").count()
    };
    assert_eq!((found(false), found(true)), (6, 0));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_url_is_valid_if_a_parser_accepts_it(host in "[a-z.]{0,12}", path in "(/.{0,20})?") {
        let url = format!("https://{host}{path}");
        let text = json!({ "success_url": url }).to_string();
        let (request, facts) = (request::read(&text).unwrap(), Facts::default());
        let findings = check(&Case::new(&request, &facts));
        let is_found = findings.iter().any(|finding| finding.rule.code == "LINT_INVALID_PARAMETER");
        prop_assume!(!url.contains(['{', '<', '$']));
        let is_wrong = Url::parse(&url).is_err() || url.contains(|it: char| it.is_ascii_whitespace());
        prop_assert_eq!(is_found, is_wrong, "{}", url);
    }
}
