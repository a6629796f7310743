//! The output does not depend on the number of threads (contract §4).

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use hpplint::rules::{FirstUses, IdHash};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

use super::cuts::check;
use crate::support::{hpplint, run};

use super::*;

/// How many requests a stream has: several blocks.
const REQUESTS: usize = 1_500;

const FORMATS: [&str; 4] = ["--format=human", "--format=concise", "--format=jsonl", "--json"];

/// Expects the same outcome on one thread and on more, and returns it.
#[track_caller]
fn same_on_all_threads(arguments: &[&str], stdin: &str) -> Outcome {
    let on = |threads: &str| {
        let arguments = [&["--threads", threads], arguments].concat();
        lint(&arguments, Cursor::new(stdin.to_owned()))
    };
    let one = on("1");
    for threads in ["2", "3", "8"] {
        assert!(on(threads) == one, "{arguments:?} on {threads} threads");
    }
    one
}

#[track_caller]
fn same_in_all_formats(stdin: &str, summary: [usize; 4]) {
    assert!(stdin.len() > 4 * BLOCK, "{}", stdin.len());
    for format in FORMATS {
        let outcome = same_on_all_threads(&[format, "-"], stdin);
        assert_eq!((outcome.status, checked(&outcome.stderr)), (1, summary.into()), "{format}");
        if format == "--json" {
            assert_eq!(outcome.stdout.lines().count(), summary[0]);
        }
    }
}

/// Requests of many lengths. Some are wrong, and some repeat an order ID, from nearby or from far before.
fn requests() -> impl Iterator<Item = String> {
    (0..REQUESTS).map(|number| match number {
        n if n % 50 == 7 => wrong(&n.to_string()),
        n if n % 100 == 31 => request(&(n - 1).to_string(), 10),
        n if n % 100 == 99 => request(&(n / 3).to_string(), 10),
        n => request(&n.to_string(), n * 37 % 1_500),
    })
}

/// The same requests, pretty-printed.
fn pretty_requests() -> impl Iterator<Item = String> {
    requests().map(|text| {
        let request: Value = serde_json::from_str(&text).unwrap();
        serde_json::to_string_pretty(&request).unwrap()
    })
}

/// The same requests, one a line, with broken lines among them.
fn lines(end: &str) -> String {
    let broken = [r#"{"amount":10,"#, "nonsense", "{}}", r#"{"a":"b"#, r#"{"amount":01}"#, "[", "{} {}", ""];
    let mut broken = broken.iter().cycle();
    let mut lines = String::new();
    for (number, line) in requests().enumerate() {
        if number % 60 == 42 {
            write!(lines, "{}{end}", broken.next().unwrap()).unwrap();
        }
        write!(lines, "{line}{end}").unwrap();
    }
    lines
}

#[test]
fn lines_with_broken_ones_among_them() {
    let summary = [1_525, 80, 80, 0];
    same_in_all_formats(&lines("\n"), summary);
    same_in_all_formats(&lines("\r\n"), summary);
}

#[test]
fn arrays_and_concatenations() {
    let summary = [1_500, 55, 55, 0];
    let minified: Vec<String> = requests().collect();
    let pretty: Vec<String> = pretty_requests().collect();
    same_in_all_formats(&format!("[{}]", minified.join(",")), summary);
    same_in_all_formats(&format!("[\n{}\n]\n", pretty.join(",\n")), summary);
    same_in_all_formats(&pretty.join("\n"), summary);
    same_in_all_formats(&pretty.concat(), summary);
}

#[test]
fn statistics() {
    let outcome = same_on_all_threads(&["--statistics", "-"], &lines("\n"));
    let rows: Vec<_> =
        outcome.stdout.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()).collect();
    let expected = [
        &["findings", "level", "rule"][..],
        &["30", "error", "AMOUNTS_DONT_MATCH"],
        &["25", "error", "ORDER_ID_EXISTS"],
        &["25", "error", "LINT_INVALID_JSON"],
    ];
    assert_eq!(rows, expected);
}

#[test]
fn files_and_folders() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let write = |path: &Path, text: &str| fs::write(path, text).unwrap();
    fs::create_dir(path("small")).unwrap();
    for (number, text) in requests().take(100).enumerate() {
        write(Path::new(&path(&format!("small/{number:03}.json"))), &text);
    }
    write(Path::new(&path("small/050.json")), "");
    write(Path::new(&path("lines")), &lines("\n"));
    write(Path::new(&path("array")), &format!("[{}]", requests().collect::<Vec<_>>().join(",")));
    let paths = [path("lines"), path("missing"), path("small"), path("array"), "-".to_owned()];
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    for (order_ids, used) in [("off", 0), ("stream", 50), ("run", 1_625)] {
        let arguments = [&["--format=concise", "--order-ids", order_ids], &*paths].concat();
        let outcome = same_on_all_threads(&arguments, &request("0", 0));
        assert_eq!(outcome.status, 2);
        assert_eq!(outcome.stdout.matches("[ORDER_ID_EXISTS]").count(), used, "{order_ids}");
    }
    for format in FORMATS {
        same_on_all_threads(&[&[format], &*paths].concat(), &wrong("0"));
    }
}

/// No thread has room for a stack of this size: all work is done on the main thread.
#[test]
fn threads_that_cannot_be_started_are_not_needed() {
    let stdin = lines("\n");
    let expected = same_on_all_threads(&["--json", "-"], &stdin);
    for threads in ["2", "1024"] {
        let mut command = hpplint(&["--json", "--threads", threads, "-"]);
        command.env("RUST_MIN_STACK", (1_u64 << 47).to_string());
        assert!(run(command.write_stdin(&*stdin)) == expected, "{threads} threads");
    }
}

/// There is room for the stacks of a few threads, and then for none.
#[cfg(target_os = "linux")]
#[test]
fn some_threads_are_enough() {
    let stdin = lines("\n");
    let expected = same_on_all_threads(&["--json", "-"], &stdin);
    let mut command = assert_cmd::Command::new("sh");
    command.args(["-c", r#"ulimit -v 3500000 && exec "$0" --json --threads 1024 -"#]);
    command.arg(env!("CARGO_BIN_EXE_hpplint")).env("RUST_MIN_STACK", (1_u64 << 30).to_string());
    assert!(run(command.write_stdin(&*stdin)) == expected);
}

/// Jobs may enter their order IDs in any order: the same requests are the first as when they do it one after the other.
#[test]
fn order_ids_that_are_entered_in_any_order_of_the_jobs() {
    let jobs = vec(vec(0..12_u32, 0..6), 1..8);
    check(2_000, jobs.prop_perturb(|jobs, random| (jobs, random)), |(jobs, mut random)| {
        let id = |number: &u32| IdHash::of(&number.to_string()).unwrap();
        let mut seen = HashSet::new();
        let expected: Vec<Vec<bool>> =
            jobs.iter().map(|job| job.iter().map(|number| seen.insert(number)).collect()).collect();
        let uses = FirstUses::default();
        let mut are_first: Vec<Vec<bool>> = vec![Vec::new(); jobs.len()];
        let mut order: Vec<usize> = (0..jobs.len()).collect();
        order.sort_by_cached_key(|_| random.next_u32());
        for job in order {
            are_first[job] = jobs[job].iter().map(|number| uses.enter(id(number), job as u64)).collect();
        }
        for (job, are_first) in are_first.iter_mut().enumerate() {
            let mut displaced = uses.displaced(job as u64);
            for (number, is_first) in jobs[job].iter().zip(are_first) {
                *is_first &= !displaced.remove(&id(number));
            }
        }
        prop_assert_eq!(are_first, expected);
        Ok(())
    });
}

/// Of a block, only so many findings are kept until its report. The others are made again, and are the same.
#[test]
fn findings_that_are_not_kept_are_made_again() {
    let wrong = format!("{}\n", r#"{"amount":1,"basket":{}}"#);
    let outcome = |count| lint(&["--format=concise", "--lines", "-"], Cursor::new(wrong.repeat(count)));
    let one = outcome(1).stdout;
    assert!(one.lines().count() > 3, "{one}");
    let all = (1..=2_000).map(|line| one.replace("<stdin>:1:", &format!("<stdin>:{line}:")));
    assert_eq!(outcome(2_000).stdout, all.collect::<String>());
}
