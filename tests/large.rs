//! Requests with very many findings, and with very long texts: what is written out stays short (contract §8).

use std::fs;

use clap::ValueEnum;
use hpplint::render::Format;
use hpplint::{Options, lint};

use crate::support::{self, Outcome, checked, folder, hpplint, run};

/// A request whose `count` prices are below 0; its totals are right.
fn negative(count: usize) -> String {
    let items = vec![r#"{"price":-1}"#; count].join(",");
    let totals = format!(r#""total_product_amount":-{count},"total_amount":-{count}"#);
    format!(r#"{{"amount":-{count},"order_id":"1","basket":{{"basket_items":[{items}],{totals}}}}}"#)
}

fn formats() -> impl Iterator<Item = String> {
    Format::value_variants().iter().map(|format| format.to_possible_value().unwrap().get_name().to_owned())
}

fn check(args: &[&str], stdin: &str) -> Outcome {
    support::lint(&[&["--threads=1", "--allow=LINT_MISSING_PARAMETER"], args].concat(), {
        std::io::Cursor::new(stdin.to_owned())
    })
}

#[test]
fn of_one_rule_1000_findings_are_written_out_and_all_are_counted() {
    // The three totals are below 0 as well.
    let [few, most, more] = [7, 997, 1497].map(negative);
    // The human format has one diagnostic for all.
    let human = check(&["--format=human"], &more).stdout;
    assert!(human.contains("LINT_NEGATIVE_AMOUNT] 1500 amounts are below 0"), "{human}");
    for format in formats().filter(|format| format != "human") {
        let written = |request: &str, count: usize| {
            let Outcome { status, stdout, stderr } = check(&["--format", &format], request);
            assert_eq!((status, &checked(&stderr)[..3]), (1, &[1, 1, count][..]), "{format}: {stderr}");
            let words: Vec<&str> = stdout.split([' ', '\n', '│']).filter(|word| !word.is_empty()).collect();
            (stdout.matches("LINT_NEGATIVE_AMOUNT").count(), words.join(" "))
        };
        let [few, most, more] =
            [(&few, 10), (&most, 1000), (&more, 1500)].map(|(it, count)| written(it, count));
        assert_eq!((most.0 - few.0, more.0), (990, most.0), "{format}");
        assert_eq!(more.1.matches("below 0 (and 500 more)").count(), 1, "{format}");
        assert!(!most.1.contains("below 0 (and"), "{format}");
        if format == "junit" {
            assert!(more.1.contains("and 1499 other errors"));
        }
    }
    let concise = check(&["--format=concise"], &more).stdout;
    // The last one by its position.
    assert!(concise.lines().last().unwrap().contains(" basket.total_amount: -1497, "), "{concise}");
}

#[test]
fn findings_that_are_not_written_out_are_in_every_count() {
    let more = negative(1497);
    let statistics = check(&["--statistics"], &more).stdout;
    assert_eq!(statistics, "findings  level    rule\n    1500  error    LINT_NEGATIVE_AMOUNT\n");
    let allowed = check(&["--format=concise", "--allow=LINT_NEGATIVE_AMOUNT"], &more);
    assert_eq!((allowed.status, &*allowed.stdout), (0, ""));
    assert!(allowed.stderr.contains(" 1501 allowed"), "{}", allowed.stderr);
    let warned = check(&["--format=concise", "--warn=LINT_NEGATIVE_AMOUNT"], &more);
    assert_eq!((warned.status, &checked(&warned.stderr)[..4]), (0, &[1, 0, 0, 1500][..]));
    let findings = lint(&more, &Options::default());
    let findings: Vec<_> = findings.iter().filter(|it| it.rule.code == "LINT_NEGATIVE_AMOUNT").collect();
    assert_eq!(findings.len(), 1000);
    assert_eq!(findings.iter().map(|finding| finding.more).sum::<u64>(), 500);
    assert!(findings[999].message().ends_with(" (and 500 more)"));
}

#[test]
fn expectations_are_about_all_findings() {
    let expect = |request: &str, args: &[&str]| {
        let folder = folder([("a.json", &*negative(1497))]);
        let envelope = run(hpplint(&["--quiet", "--json", "a.json"]).current_dir(&folder)).stdout;
        fs::write(folder.path().join("a.expected.json"), envelope).unwrap();
        fs::write(folder.path().join("a.json"), request).unwrap();
        run(hpplint(&["--format=concise"]).args(args).arg("a.json").current_dir(&folder))
    };
    let met = expect(&negative(1497), &["--expect-files"]);
    assert_eq!(met.status, 0, "{}", met.stdout);
    assert!(met.stderr.contains(" 1500 expected"), "{}", met.stderr);
    for other in [1496, 1498] {
        let unmet = expect(&negative(other), &["--expect-files"]);
        assert_eq!(unmet.status, 1);
        assert!(unmet.stdout.contains("[LINT_UNMET_EXPECTATION]"), "{}", unmet.stdout);
    }
    assert_eq!(expect(&negative(1497), &["--expect=LINT_NEGATIVE_AMOUNT"]).status, 0);
}

/// No report is longer than a request of this kind needs, however long its keys, numbers and strings are.
#[test]
fn long_texts_are_cut() {
    let text = "7".repeat(20_000);
    let spaced = format!("a{}mount", "_".repeat(20_000));
    let escaped = "\\u0031".repeat(4_000);
    let requests = [
        format!(r#"{{"amount":"{text}","basket":1}}"#),
        format!(r#"{{"amount":{text},"basket":1}}"#),
        format!(r#"{{"amount":0.{text},"basket":1}}"#),
        format!(r#"{{"amount":1e{text},"basket":1}}"#),
        format!(r#"{{"{spaced}":1,"basket":1}}"#),
        format!(
            r#"{{"amount":1,"basket":1,"order_id":"{text}","session_owner_id":"{escaped}","currency":"{text}"}}"#
        ),
        format!(r#"{{"amount":1,"basket":1,"cancel_url":"{text}","preauth":"{escaped}"}}"#),
        format!(r#"{{"amount":1,"basket":{{"basket_items":["{text}",{text}],"total_amount":"{text}"}}}}"#),
        format!(r#"{{"amount":1,"basket":1}} {text}"#),
        format!(r#"{{"amount":{text}a{text}"#),
        format!(r#"{{"amount":None{text}"#),
        format!(r#"{{"amount":1,"basket":1,"order_id":"{text}}}"#),
    ];
    let once = "{\"amount\":1,\"basket\":1,\"order_id\":\"1\"}";
    for request in requests {
        for format in formats() {
            for option in ["--strict", "--redact", "--expect=USER_NOT_FOUND"] {
                let args = ["--token-user=1", "--format", &*format, option];
                let length = check(&args, &request).stdout.len();
                let usual = check(&args, once).stdout.len();
                assert!(length < usual + 5_000, "{format} {option}: {length}: {}", &request[..60]);
            }
        }
    }
}
