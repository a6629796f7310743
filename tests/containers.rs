//! Postman collections, HAR archives and `.http` files are recognised, and the payment sessions in them are checked
//! (contract §8). `fixtures/containers/` has what other programs write.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{
    COMPRESSIONS, NO_ORDER_DATE, Outcome, Pipe, REQUEST, WRONG_AMOUNT, checked, fixtures_inside, folder,
    hpplint, lint, order, run, with,
};

/// The fixtures that other programs may have written.
fn of_programs() -> impl Iterator<Item = PathBuf> {
    fixtures_inside().into_iter().filter(|path| path.starts_with("fixtures/containers"))
}

/// A collection with these bodies.
fn postman(bodies: &[&str]) -> String {
    let items = bodies.iter().map(|body| {
        json!({ "name": "Oturum", "request": { "method": "POST", "body": { "mode": "raw", "raw": body } } })
    });
    let items: Vec<Value> = items.collect();
    let info = json!({ "_postman_id": "1", "name": "HPP" });
    json!({ "info": info, "item": [{ "name": "Ödeme", "item": items }] }).to_string()
}

/// An archive with these bodies.
fn har(bodies: &[&str]) -> String {
    let entries = bodies.iter().map(|body| {
        json!({ "request": { "method": "POST", "url": "https://hpp.example/s", "postData": { "text": body } } })
    });
    let entries: Vec<Value> = entries.collect();
    json!({ "log": { "version": "1.2", "creator": {}, "entries": entries } }).to_string()
}

/// A file with these bodies.
fn http(bodies: &[&str]) -> String {
    bodies.iter().flat_map(|body| ["### Oturum\nPOST /s\n\n", body, "\n\n"]).collect()
}

type Write = fn(&[&str]) -> String;

/// A name of each kind of file, and how it is written.
const KINDS: [(&str, Write); 4] =
    [("x.postman_collection.json", postman), ("x.json", postman), ("x.har", har), ("x.http", http)];

fn wrong() -> String {
    with(REQUEST, WRONG_AMOUNT)
}

/// Runs with these options on a file with this name.
fn check(args: &[&str], name: &str, text: &str) -> Outcome {
    let folder = folder([(name, text)]);
    run(hpplint(&[args, &[name]].concat()).current_dir(folder.path()))
}

fn records(outcome: &Outcome) -> Vec<Value> {
    outcome.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_span_of_a_fixture_is_the_number_as_it_is_written_there() {
    let mut count = 0;
    for fixture in of_programs() {
        let text = fs::read_to_string(&fixture).unwrap();
        let outcome = run(&mut hpplint(&["--quiet", "--format=jsonl", fixture.to_str().unwrap()]));
        let records = records(&outcome);
        for (record, sum) in records.iter().filter_map(|record| Some((record, record.get("sum")?))) {
            let cut = |span: &Value| {
                let [start, end] = ["start", "end"].map(|end| span[end]["byte"].as_u64().unwrap() as usize);
                text[start..end].to_owned()
            };
            let operands = sum["operands"].as_array().unwrap();
            let operands = operands.iter().map(|operand| (&operand["span"], &operand["value"]));
            for (span, value) in operands.chain([(&record["span"], &sum["declared"])]) {
                if !fixture.ends_with("bad-har-base64.har") {
                    assert_eq!(cut(span), value.as_str().unwrap(), "{}", fixture.display());
                    count += 1;
                }
            }
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn the_name_of_a_request_is_shown_by_every_format_but_the_envelope_and_hidden_by_redact() {
    let formats = ["human", "concise", "github", "gitlab", "jsonl", "junit", "rdjsonl", "sarif"];
    let text = http(&[REQUEST, &wrong()]).replace("Oturum", "Ödeme\u{1b}[31m::error::");
    for format in formats {
        let shown = check(&["--format", format], "x.http", &text).stdout;
        assert!(
            shown.contains("Ödeme") && !shown.contains('\u{1b}') && !shown.contains("::error::"),
            "{shown}"
        );
        let redacted = check(&["--redact", "--format", format], "x.http", &text);
        assert!(!(redacted.stdout + &redacted.stderr).contains("Ödeme"), "{format}");
    }
}

#[test]
fn a_file_is_recognised_by_its_name_or_its_content_also_compressed_and_on_standard_input() {
    for (name, write) in KINDS {
        let text = write(&[&order("B"), "{\"x\":1}", &wrong()]);
        let outcome = check(&["--format=jsonl"], name, &text);
        let records = records(&outcome);
        assert_eq!((records.len(), &records[0]["request"]), (2, &json!(2)), "{name} {outcome:?}");
        let names = ["Ödeme / Oturum", "POST https://hpp.example/s", "Oturum"];
        assert!(names.contains(&records[0]["name"].as_str().unwrap()), "{outcome:?}");

        let by_name = format!("--stdin-filename={name}");
        let stdin = lint(&["--format=jsonl", &by_name, "-"], Cursor::new(text.clone()));
        assert_eq!(stdin, outcome, "{name}");
        for (extension, compress) in COMPRESSIONS {
            let name = format!("{name}.{extension}");
            let folder = TempDir::new().unwrap();
            fs::write(folder.path().join(&name), compress(text.as_bytes())).unwrap();
            let compressed = run(hpplint(&["--format=jsonl", &name]).current_dir(folder.path()));
            let renamed =
                compressed.stdout.replace(&name, name.strip_suffix(&format!(".{extension}")).unwrap());
            assert_eq!(renamed, outcome.stdout, "{name}");
        }
        // Each line is one request, and nothing else is.
        let lines = check(&["--lines", "--format=concise"], name, "{}\n{}\n");
        assert_eq!(checked(&lines.stderr)[0], 2, "{name} {lines:?}");
        let found = check(&["--find", "--format=jsonl"], name, &text);
        assert_eq!(found, outcome, "{name}");
    }
}

/// What is not JSON, because it is cut or more follows, is an error as everywhere. `--find` finds what is in it.
#[test]
fn a_broken_file_is_an_error() {
    for (name, write) in KINDS {
        let text = write(&[&wrong(), REQUEST]);
        let cut = &text[..text.len() - 2];
        let outcome = check(&["--format=concise"], name, cut);
        assert_eq!(outcome.status, 1, "{name}");
        let is_json = !name.contains(".http");
        assert_eq!(outcome.stdout.contains("error[LINT_INVALID_JSON]"), is_json, "{name} {outcome:?}");
        assert_eq!(checked(&check(&["--find"], name, cut).stderr)[0], 2, "{name}");
    }
    let lines = format!("{REQUEST}\n{}\n", wrong());
    assert_eq!(checked(&check(&[], "x.har", &lines).stderr)[..2], [2, 1]);
    // The first line of a stream is like an archive.
    let lines = format!("{{\"log\":{{\"creator\":1}}}}\n{}\n", &REQUEST[1..]);
    assert_eq!(checked(&check(&[], "x.json", &lines).stderr)[..2], [2, 2]);
}

#[test]
fn a_named_file_without_a_payment_session_is_an_error_and_one_of_a_folder_is_left_out() {
    for (name, write) in KINDS {
        for text in [write(&["{\"x\":1}"]), write(&[])] {
            let named = check(&["--format=concise"], name, &text);
            assert_eq!(named.status, 1, "{named:?}");
            assert!(named.stdout.starts_with(&format!("{name}:1:1: error[LINT_INVALID_JSON] ")), "{named:?}");
            let folder = folder([(name, &*text), ("y.json", REQUEST)]);
            let found = run(hpplint(&["."]).current_dir(folder.path()));
            assert_eq!((found.status, &*found.stdout), (0, ""), "{found:?}");
            assert!(found.stderr.contains("leaves out 1 file "), "{found:?}");
            let both = run(hpplint(&[".", name]).current_dir(folder.path()));
            assert_eq!(both.status, 1, "{both:?}");
            let stdin = lint(&[&*format!("--stdin-filename={name}"), "-"], Cursor::new(text.clone()));
            assert_eq!((stdin.status, &checked(&stdin.stderr)[..]), (1, &[1, 1, 1, 0][..]), "{stdin:?}");
        }
    }
}

#[test]
fn order_ids_of_drafts_are_not_compared_with_each_other() {
    for (name, write) in KINDS {
        let text = write(&[REQUEST, REQUEST]);
        let expected = u64::from(name == "x.har");
        for option in ["--order-ids=stream", "--order-ids=run"] {
            let outcome = check(&[option, "--format=jsonl"], name, &text);
            assert_eq!(records(&outcome).last().unwrap()["errors"], expected, "{name} {outcome:?}");
        }
        let folder = folder([(name, &*text), ("known.txt", "A-1\n"), ("y.json", REQUEST)]);
        let known =
            run(hpplint(&["--known-orders=known.txt", "--format=jsonl", name]).current_dir(folder.path()));
        assert_eq!(records(&known).last().unwrap()["errors"], 2, "{name}");
        // An order that was sent is not compared with a draft.
        let other =
            run(hpplint(&["--order-ids=run", "--format=jsonl", name, "y.json"]).current_dir(folder.path()));
        assert_eq!(records(&other).last().unwrap()["errors"], expected * 2, "{name} {other:?}");
    }
}

#[test]
fn a_variable_in_a_string_of_a_draft_is_no_warning() {
    let draft = REQUEST.replace("https://m.example", "{{base}}").replace("A-1", "{{id}}");
    for (name, write) in KINDS {
        let outcome = check(&["--format=jsonl"], name, &write(&[&draft]));
        let warnings = if name == "x.har" { 6 } else { 0 };
        assert_eq!(records(&outcome).last().unwrap()["warnings"], warnings, "{name} {outcome:?}");
        let missing = with(&draft, NO_ORDER_DATE);
        let outcome = check(&["--format=jsonl"], name, &write(&[&missing]));
        assert_eq!(records(&outcome).last().unwrap()["warnings"], warnings + 1, "{name} {outcome:?}");
    }
}

#[test]
fn fixes_change_only_the_number() {
    let text_of = |fixture: &Path| fs::read_to_string(fixture).unwrap();
    for fixture in of_programs() {
        let (name, old) = (fixture.file_name().unwrap().to_str().unwrap(), text_of(&fixture));
        let folder = folder([(name, &*old)]);
        let args = ["--fix", "--unsafe-fixes", "--format=jsonl", name];
        let outcome = run(hpplint(&args).current_dir(folder.path()));
        let new = text_of(&folder.path().join(name));
        let fixed = records(&outcome).last().unwrap()["fixed"].as_u64().unwrap();
        assert_eq!(new.len(), old.len(), "{name}");
        let changed = old.bytes().zip(new.bytes()).filter(|(old, new)| old != new).count();
        assert!(changed as u64 <= fixed * 2 && (changed > 0) == (old != new), "{name} {changed}");
        // Fixes in base64 are not made.
        assert_eq!(fixed > 0, !name.contains("base64") && !name.starts_with("ok"), "{name}");
        let again = run(hpplint(&args).current_dir(folder.path()));
        assert_eq!(records(&again).last().unwrap()["fixed"], 0, "{name}");
    }
}

#[test]
fn a_request_in_base64_is_not_fixed_and_the_report_says_why() {
    let fixture = "fixtures/containers/bad-har-base64.har";
    let outcome = check(&["--fix"], "x.har", &fs::read_to_string(fixture).unwrap());
    assert!(outcome.stdout.contains("the request is in base64"), "{outcome:?}");
    assert!(outcome.stderr.contains("0 of 1 total fixed"), "{outcome:?}");
    assert_eq!(run(&mut hpplint(&["--diff", fixture])).status, 0);
}

#[test]
fn files_that_requests_send_are_counted() {
    let text = "POST /s\n\n< a.json\n\n###\nPOST /s\n\n<@ b.json\n###\nPOST /s\n\n{}\n";
    let outcome = check(&["--format=jsonl"], "x.http", &format!("{text}### C\nPOST /s\n\n{REQUEST}"));
    assert_eq!(records(&outcome)[0]["not_checked"], json!({ "objects": 0, "texts": 0, "files": 2 }));
    assert!(outcome.stderr.contains("x.http:3:3"), "{outcome:?}");
}

#[test]
fn the_envelope_and_expectations_are_those_of_the_requests_in_order() {
    for (name, write) in KINDS {
        let (first, second) = (order("B"), wrong());
        let text = write(&[&first, "{}", &second]);
        let plain = check(&["--json"], "x.ndjson", &format!("{first}\n{second}\n"));
        let outcome = check(&["--json"], name, &text);
        assert_eq!(outcome.stdout, plain.stdout, "{name}");
        let (stem, extension) = name.rsplit_once('.').unwrap();
        let expected = format!("{stem}.expected.{extension}");
        let folder = folder([(name, &*text), (&*expected, &*plain.stdout)]);
        let outcome = run(hpplint(&["--expect-files", name]).current_dir(folder.path()));
        assert_eq!(outcome.status, 0, "{name} {outcome:?}");
    }
}

#[test]
fn how_a_source_is_read_makes_no_difference() {
    for (name, write) in KINDS {
        let text = write(&[&wrong(), "{}", &order("B")]);
        let by_name = format!("--stdin-filename={name}");
        let args = ["--format=jsonl", &*by_name, "-"];
        let whole = lint(&args, Cursor::new(text.clone()));
        assert_eq!(checked(&whole.stderr)[..2], [2, 1], "{name}");
        for sizes in [vec![1], vec![3, 10_000], vec![60]] {
            assert_eq!(lint(&args, Pipe::new(text.clone(), sizes)), whole, "{name}");
        }
    }
}
