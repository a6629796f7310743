//! Streams as they come and go: a live pipe is answered at once, and a closed one ends the run (contract §7, §8).

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Child;

use super::*;
use crate::support::spawn;

/// What is said on standard error until the end, and the exit status.
fn end(mut child: Child) -> (String, Option<i32>) {
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    (stderr, child.wait().unwrap().code())
}

#[test]
fn a_line_is_answered_before_the_next_one_comes() {
    let mut child = spawn(&["--json", "--order-ids=off", "-"]);
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for _ in 0..3 {
        stdin.write_all(format!("{REQUEST}\n").as_bytes()).unwrap();
        assert_eq!(answers.next().unwrap().unwrap() + "\n", clean_envelope(TRACE_ID));
    }
    drop(stdin);
    assert!(answers.next().is_none());
    let summary = "3 requests checked, 0 with errors: 0 errors, 0 warnings\n";
    assert_eq!(end(child), (summary.to_owned(), Some(0)));
}

#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    // More than a pipe holds, so that the last answers find it closed.
    let requests = format!("{}\n", with(REQUEST, WRONG_AMOUNT)).repeat(5_000);
    let folder = folder([("orders.ndjson", &*requests)]);
    let path = folder.path().join("orders.ndjson");
    for format in ["human", "concise", "envelope"] {
        let mut child = spawn(&["--format", format, path.to_str().unwrap()]);
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut String::new()).unwrap();
        drop(stdout);
        assert_eq!(end(child), (String::new(), Some(1)));
    }
}
