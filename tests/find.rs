//! `--find`: requests inside something else are found at their places, and are checked as if each stood alone
//! (contract §8).
//!
//! A generator writes random requests, escapes and embeds them in what people have at hand, and remembers where each of
//! their characters is. It shares no code with `src/`. `HPPLINT_CASES` sets how many texts each property sees.

mod collections;
mod containers;
mod noise;
mod sample;
mod text;
mod writings;

use std::fs;
use std::io::{self, Cursor};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;
use tempfile::TempDir;

use collections::COLLECTIONS;
use containers::{CONTAINERS, Container, RARE};
use sample::{OPTIONS, Sample, ask, plans, read};

use crate::oracle::dice::Dice;
use crate::oracle::{cases, check, failure, json};
use crate::support::{END_OF_READ, Outcome, Pipe, lint};

const FORMATS: [&str; 5] =
    ["--format=human", "--format=jsonl", "--format=concise", "--json", "--format=sarif"];

/// Compares the lines of `--format jsonl` with the expected findings. A line may have more keys than expected.
fn compare(sample: &Sample, expected: &[Value], stdout: &str) -> Result<(), TestCaseError> {
    let (found, summary) = read(stdout);
    if summary["requests"] != sample.requests.len() {
        let what = format!("{} requests, not {}", summary["requests"], sample.requests.len());
        return Err(sample.fail(&what));
    }
    for (n, expected) in expected.iter().enumerate() {
        let found = found.get(n).unwrap_or(&Value::Null);
        for (key, value) in expected.as_object().unwrap().iter().filter(|(key, _)| *key != "input") {
            if found[key] != *value {
                return Err(sample.fail(&format!("{key}\nexpected: {expected}\nfound: {found}")));
            }
        }
    }
    if found.len() == expected.len() { Ok(()) } else { Err(sample.fail(&format!("more: {found:?}"))) }
}

/// What is found in a sample is what is expected.
fn is_as_expected(sample: &Sample) -> Result<(), TestCaseError> {
    let found = ask(&["--find", "--format=jsonl"], sample.text.to_string());
    let expected = sample.expected();
    let has_errors = expected.iter().any(|finding| finding["severity"] == "error");
    compare(sample, &expected, &found.stdout)?;
    prop_assert_eq!(found.status, i32::from(has_errors));
    Ok(())
}

/// Checks a property of each container. The failures of all are shown, each with its smallest text.
fn check_each(containers: &[Container], property: impl Fn(&Sample) -> Result<(), TestCaseError>) {
    let failures = containers.iter().filter_map(|container| {
        let failure = failure(cases().div_ceil(2), plans(1..2), |plan| {
            property(&Sample::in_container(&plan, container))
        })?;
        Some(format!("== {}\n{failure}\n", container.name))
    });
    let failures: Vec<_> = failures.collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), containers.len(), failures.concat());
}

#[test]
fn each_finding_is_at_its_place_in_each_container() {
    check_each(CONTAINERS, is_as_expected);
}

/// Whether a request has a key without escapes.
fn has_plain_key(request: &str, key: &str) -> bool {
    let root = json::parse(request).map(|root| root.value);
    let members = if let Some(json::Value::Object(members)) = root { members } else { Vec::new() };
    members.iter().any(|member| request[member.at..].starts_with(&format!("\"{key}\"")))
}

#[test]
fn what_is_not_json_is_found_or_counted() {
    check_each(RARE, |sample| {
        let stdout = ask(&["--find", "--format=jsonl"], sample.text.to_string()).stdout;
        let is_json = sample.requests.iter().enumerate().all(|(n, text)| sample.text.around(n) == *text);
        let is_counted = read(&stdout).1["not_checked"]["texts"].as_u64() > Some(0);
        // A key that is escaped as well names nothing.
        let is_named = sample.requests.iter().all(|text| has_plain_key(text, "basket"));
        if !is_json && (is_counted || !is_named) { Ok(()) } else { is_as_expected(sample) }
    });
}

#[test]
fn each_finding_is_at_its_place_among_others() {
    check(plans(1..5), |plan| is_as_expected(&Sample::of(&plan)));
}

/// A number's span is the number as it is written there.
#[test]
fn spans_cut_the_numbers_out() {
    check(plans(1..4), |plan| {
        let sample = Sample::of(&plan);
        let text = sample.text.to_string();
        let (found, _) = read(&ask(&["--find", "--format=jsonl"], &*text).stdout);
        for sum in found.iter().filter_map(|finding| finding.get("sum")) {
            for operand in sum["operands"].as_array().into_iter().flatten() {
                let byte = |end: &str| operand["span"][end]["byte"].as_u64().unwrap() as usize;
                let written = &text[byte("start")..byte("end")];
                let is_number = |text: &str| text.bytes().all(|byte| b"0123456789.eE+-".contains(&byte));
                if !is_number(written) && !written.contains("\\u") {
                    return Err(sample.fail(&format!("{operand} is at {written}")));
                }
            }
        }
        Ok(())
    });
}

#[test]
fn each_request_has_its_envelope() {
    check(plans(1..4), |plan| {
        let sample = Sample::of(&plan);
        let found = ask(&["--find", "--json"], sample.text.to_string());
        if found.stdout != sample.envelopes() {
            return Err(sample.fail(&format!("expected:\n{}found:\n{}", sample.envelopes(), found.stdout)));
        }
        Ok(())
    });
}

/// What a diff makes of a text.
fn patched(text: &str, diff: &str) -> String {
    let old: Vec<&str> = text.split_inclusive('\n').collect();
    let (mut new, mut at) = (String::new(), 0);
    let mut lines = diff.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let is_last = lines.peek().is_some_and(|next| next.starts_with("\\ No newline"));
        let content = line.get(1..).unwrap_or_default();
        let content = if is_last { content.trim_end_matches('\n') } else { content };
        match line.as_bytes()[0] {
            b'@' => {
                let start = line.split([',', ' ']).nth(1).unwrap().trim_start_matches('-');
                let start = start.parse::<usize>().unwrap() - 1;
                new += &old[at..start].concat();
                at = start;
            }
            b' ' | b'-' if !line.starts_with("--- ") => {
                assert_eq!(old[at], content, "{diff}");
                at += 1;
                new += if line.starts_with(' ') { content } else { "" };
            }
            b'+' if !line.starts_with("+++ ") => new += content,
            _ => {}
        }
    }
    new + &old[at..].concat()
}

#[test]
fn only_the_totals_are_fixed() {
    check(plans(1..4), |plan| {
        let sample = Sample::of(&plan);
        let text = sample.text.to_string();
        let fixed = ask(&["--find", "--fix"], &*text).stdout;
        if fixed != sample.fixed() {
            return Err(sample.fail(&format!("expected:\n{}\nfound:\n{fixed}", sample.fixed())));
        }
        let patched = patched(&text, &ask(&["--find", "--diff"], &*text).stdout);
        if patched != fixed {
            return Err(sample.fail(&format!("--diff makes of it:\n{patched}")));
        }
        // It is what --fix makes of each request alone.
        let alone: Vec<String> = sample.requests.iter().map(|it| ask(&["--fix"], &**it).stdout).collect();
        let envelopes: String = alone.iter().map(|it| ask(&["--json"], &**it).stdout).collect();
        prop_assert_eq!(ask(&["--find", "--json"], &*fixed).stdout, envelopes);
        prop_assert_eq!(ask(&["--find", "--fix"], &*fixed).stdout, fixed);
        Ok(())
    });
}

/// A file is fixed in place.
#[test]
fn a_fixed_file_differs_only_in_its_totals() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("chat.txt").to_str().unwrap().to_owned();
    check(plans(1..4), |plan| {
        let sample = Sample::of(&plan);
        fs::write(&path, sample.text.to_string()).unwrap();
        lint(&[&OPTIONS[..], &["--find", "--fix", &path]].concat(), io::empty());
        prop_assert_eq!(fs::read_to_string(&path).unwrap(), sample.fixed());
        Ok(())
    });
}

#[test]
fn threads_pipes_and_files_make_no_difference() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("chat.txt").to_str().unwrap().to_owned();
    let sizes = vec(prop_oneof![1..4_usize, 1..100_usize], 1..8);
    check((plans(1..4), sizes, 0..FORMATS.len()), |(plan, sizes, format)| {
        let sample = Sample::of(&plan);
        let text = sample.text.to_string();
        fs::write(&path, &text).unwrap();
        let format = FORMATS[format];
        let run = |threads: &str, input: &str, stdin: Pipe| {
            let options = ["--find", format, "--threads", threads, "--stdin-filename", &path, input];
            lint(&[&OPTIONS[1..2], &options].concat(), stdin)
        };
        let whole = run("1", &path, Pipe::new("", vec![1]));
        for (threads, input, sizes) in [
            ("4", &*path, vec![1]),
            ("1", "-", vec![text.len()]),
            ("1", "-", sizes.clone()),
            ("4", "-", sizes),
        ] {
            let other = run(threads, input, Pipe::new(&*text, sizes.clone()));
            if other != whole {
                return Err(sample.fail(&format!("{threads} {input} {sizes:?}\n{whole:#?}\n{other:#?}")));
            }
        }
        Ok(())
    });
}

/// The damage to one container: its text ends at an offset, or a byte there is replaced.
fn damaged(sample: &Sample, part: usize, at: Index, byte: Option<u8>) -> Vec<u8> {
    let mut text = sample.text.to_string().into_bytes();
    let range = sample.parts[part].text.clone();
    let end = range.end - 1;
    assert_eq!(text[end], b'\n');
    let at = range.start + at.index(end - range.start);
    match byte {
        Some(byte) => text[at] = byte,
        None => drop(text.drain(at..end)),
    }
    text
}

#[test]
fn damage_costs_no_other_request_its_verdict() {
    let byte = proptest::option::of(any::<u8>());
    check((plans(1..4), any::<Index>(), any::<Index>(), byte), |(plan, part, at, byte)| {
        let sample = Sample::of(&plan);
        let part = part.index(sample.parts.len());
        let text = damaged(&sample, part, at, byte);
        let found = ask(&["--find", "--json"], &*text).stdout;
        let mut found_lines = found.lines();
        for (n, request) in sample.requests.iter().enumerate() {
            let envelope = ask(&["--json"], &**request).stdout;
            let is_touched = sample.parts[part].requests.contains(&n);
            if !is_touched && !found_lines.any(|line| line == envelope.trim_end()) {
                let text = String::from_utf8_lossy(&text);
                return Err(sample.fail(&format!("lost: {request}\n{text}\nfound:\n{found}")));
            }
        }
        Ok(())
    });
}

/// Lines of noise alone.
fn noise_lines(seed: u64, count: usize) -> String {
    let mut dice = Dice(seed);
    (0..count).map(|_| noise::line(&mut dice)).collect()
}

#[test]
fn nothing_is_found_in_noise() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("chat.txt").to_str().unwrap().to_owned();
    check((any::<u64>(), 0..20_usize), |(seed, count)| {
        let text = noise_lines(seed, count);
        let outcome = ask(&["--find", "--format=jsonl"], &*text);
        let (found, summary) = read(&outcome.stdout);
        prop_assert_eq!(
            (outcome.status, found, &summary["requests"]),
            (0, Vec::new(), &0.into()),
            "{}",
            text
        );
        // An empty pipe is no error; a file without a request is.
        fs::write(&path, &text).unwrap();
        let Outcome { status, stdout, .. } =
            lint(&[&OPTIONS[..], &["--find", "--format=jsonl", &path]].concat(), io::empty());
        let codes: Vec<Value> = read(&stdout).0.iter().map(|it| it["code"].clone()).collect();
        prop_assert_eq!((status, codes), (1, vec!["LINT_INVALID_JSON".into()]), "{}", text);
        Ok(())
    });
}

/// With `--redact`, no output has words that are around the requests.
#[test]
fn what_is_around_is_hidden() {
    const WORDS: [&str; 7] =
        ["api.example", "Token it", "PaymentService", "2026-04-17", "seviye", "bilgi", "CURLOPT"];
    check((plans(1..4), 0..FORMATS.len()), |(plan, format)| {
        let sample = Sample::of(&plan);
        let Outcome { stdout, stderr, .. } =
            ask(&["--find", "--redact", FORMATS[format]], sample.text.to_string());
        match WORDS.iter().find(|word| stdout.contains(**word) || stderr.contains(**word)) {
            Some(word) => Err(sample.fail(&format!("{word} is in\n{stdout}{stderr}"))),
            None => Ok(()),
        }
    });
}

/// Lines that may be requests, with the number of objects with only one of the keys, and of places that name `basket`.
const UNCHECKED: [(&str, u64, u64); 13] = [
    ("{\"amount\":5}", 1, 0),
    ("{\"basket\":{\"total_amount\":1,\"basket_items\":[{\"price\":1}]}}", 1, 0),
    ("INFO body={\"id\":1,\"data\":{\"amount\":5}} it's done", 1, 0),
    ("{\"msg\":\"{\\\"amount\\\":5}\"}", 1, 0),
    ("[{\"amount\":5},{\"b\\u0061sket\":{}}]", 2, 0),
    ("{\"amount\":5,\"more\":{\"amount\":5}}", 1, 0),
    ("{\"amount\":{{total}},\"basket\":{\"total_amount\":1}}", 0, 1),
    ("{\"amount\":1,\"basket\":{\"total_amount\":01}}", 0, 1),
    ("{'amount': 1, 'basket': {}}", 0, 1),
    ("{\\\"amount\\\":1,\\\"basket\\\":{\\\"total_amount\\\":1,}}", 0, 1),
    ("{\"amount\":1,\"basket\":{\"total_amount\":1", 0, 1),
    ("basket: {total_amount: 1}", 0, 1),
    (r#""\u007b\"amount\":1,\"basket\"\u000A:\u007b}}""#, 0, 1),
];

#[test]
fn what_may_be_a_request_is_counted() {
    check((plans(0..3), vec(any::<u64>(), 0..4)), |(plan, seeds)| {
        let sample = Sample::of(&plan);
        let (mut text, mut objects, mut texts) = (sample.text.to_string(), 0, 0);
        for seed in seeds {
            let (line, halves, names) = UNCHECKED[Dice(seed).roll(UNCHECKED.len())];
            // Noise such as `}}` could close the line's object.
            text += &[line, "\n--\n", &noise_lines(seed, 1), "--\n"].concat();
            (objects, texts) = (objects + halves, texts + names);
        }
        let (_, summary) = read(&ask(&["--find", "--format=jsonl"], &*text).stdout);
        let count = |key: &str| summary["not_checked"][key].as_u64().unwrap_or_default();
        prop_assert_eq!((count("objects"), count("texts")), (objects, texts), "{}", text);
        prop_assert_eq!(summary["requests"].as_u64(), Some(sample.requests.len() as u64));
        Ok(())
    });
}

/// Postman collections, HAR archives and `.http` files are recognised without `--find`.
#[test]
fn files_of_tools_are_searched_without_being_asked() {
    let folder = TempDir::new().unwrap();
    check((plans(1..4), any::<Index>(), any::<bool>()), |(plan, kind, is_piped)| {
        let kind = &COLLECTIONS[kind.index(COLLECTIONS.len())];
        let sample = Sample::in_file(&plan, kind.write);
        let path = folder.path().join(kind.name).to_str().unwrap().to_owned();
        let text = sample.text.to_string();
        fs::write(&path, &text).unwrap();
        let run = |options: &[&str]| {
            if is_piped {
                let name = ["--stdin-filename", &*path, "-"];
                lint(&[&OPTIONS[..], options, &name].concat(), Cursor::new(text.clone())).stdout
            } else {
                lint(&[&OPTIONS[..], options, &[&*path]].concat(), io::empty()).stdout
            }
        };
        let place = |finding: &Value| {
            let key = |key: &str| finding[key].clone();
            (key("request"), key("code"), key("message"), key("pointer"))
        };
        let expected = sample.expected();
        let found = run(&["--format=jsonl"]);
        if kind.is_fixable {
            compare(&sample, &expected, &found)?;
        } else {
            let found: Vec<_> = read(&found).0.iter().map(place).collect();
            prop_assert_eq!(found, expected.iter().map(place).collect::<Vec<_>>());
        }
        if run(&["--json"]) != sample.envelopes() {
            return Err(sample.fail(&format!("{}: the envelopes differ", kind.name)));
        }
        if kind.is_fixable {
            lint(&[&OPTIONS[..], &["--fix", &path]].concat(), io::empty());
            prop_assert_eq!(fs::read_to_string(&path).unwrap(), sample.fixed(), "{}", kind.name);
        }
        Ok(())
    });
}

/// A line that is not a request, of so many bytes.
fn padding(bytes: usize) -> String {
    let line = "2026-04-17 INFO {checkout} it's \"done\" ";
    line.repeat(bytes / line.len() + 1)[..bytes - 1].to_owned() + "\n"
}

/// At the end of what is read at a time, the same is found as far from it.
#[test]
fn at_a_boundary_between_blocks_it_is_the_same() {
    const STEPS: usize = 16;
    let failure = failure(cases().div_ceil(8), plans(1..4), |plan| {
        let sample = Sample::of(&plan);
        let text = sample.text.to_string();
        let after = |bytes: usize| {
            let text = padding(bytes) + &text;
            ask(&["--find", "--format=concise", "--threads=1"], text)
        };
        let far_away = after(1_000);
        for step in 0..=STEPS {
            let before = text.len() * step / STEPS;
            if after(END_OF_READ - before) != far_away {
                return Err(sample.fail(&format!("{before} bytes before the boundary")));
            }
        }
        Ok(())
    });
    assert_eq!(failure, None);
}

/// A log of several blocks gives the same on any number of threads, and as many requests as are in it.
#[test]
fn a_long_log_is_the_same_on_all_threads() {
    let samples = (vec(plans(8..20), 2..4), any::<u64>());
    let failure = failure(cases().div_ceil(32), samples, |(all, seed)| {
        let samples: Vec<Sample> = all.iter().map(Sample::of).collect();
        let mut dice = Dice(seed);
        let (mut text, mut count) = (String::new(), 0);
        while text.len() < 600_000 {
            let sample = &samples[dice.roll(samples.len())];
            text += &sample.text.to_string();
            text += &noise_lines(dice.roll(1000) as u64, 3);
            count += sample.requests.len();
        }
        let run = |threads: &str| ask(&["--find", "--format=jsonl", "--threads", threads], &*text);
        let one = run("1");
        prop_assert_eq!(read(&one.stdout).1["requests"].as_u64(), Some(count as u64));
        prop_assert!(run("4") == one);
        Ok(())
    });
    assert_eq!(failure, None);
}
