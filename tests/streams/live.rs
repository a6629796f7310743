//! A live pipe is answered line by line, and a closed one ends the run (contract §7, §8).

use std::time::Instant;

use serde_json::Value;

use super::*;

#[test]
fn a_line_is_answered_before_the_next_one_is_written() {
    for args in [&["--json", "-"][..], &["--json", "--threads=1", "-"], &["--json", "--threads=2", "-"]] {
        let mut live = Live::spawn(args);
        for (number, line) in [
            (0, request("A", 0)),
            (1, request("A", 0)),
            (0, request("B", 3 * BLOCK)),
            (1, wrong("C")),
            (1, "nonsense".to_owned()),
            (1, r#"{"amount":"#.to_owned() + "]}"),
            (1, r#"{"amount":10,"order_id":"cut sh"#.to_owned()),
            (0, request("D", 0)),
        ] {
            live.write(format!("{line}\n"));
            let answer = live.answer().unwrap();
            assert_eq!(answer.matches("error_code").count(), number, "{line}: {answer}");
        }
        assert_eq!(live.end(), (Some(1), vec![8, 5, 5, 0]));
    }
}

#[test]
fn requests_in_a_text_that_is_not_json_are_answered_at_once() {
    let mut live = Live::spawn(&["--json", "-"]);
    live.write("curl -d @- https://shop.example <<EOF\n");
    for order_id in ["A", "B"] {
        live.write(format!("{}\nnot a request\n", wrong(order_id)));
        assert!(live.answer().unwrap().contains("AMOUNTS_DONT_MATCH"));
    }
    // What may be binary, YAML or Markdown waits for no more than the next request.
    for start in ["\u{1}\u{2}\n", "orders:\n", "# Orders\n", "<orders>\n", "The orders of today:\n"] {
        let mut live = Live::spawn(&["--json", "-"]);
        live.write(start);
        live.write(request("A", 0) + "\n");
        while live.answer().unwrap().contains("LINT_INVALID_JSON") {}
        live.kill();
    }
    // The error of the text as a whole comes at its end.
    live.kill();
}

#[test]
fn a_compressed_line_is_answered_as_soon_as_it_is_flushed() {
    let lines: Vec<_> = ["A", "B", "C", "D"].map(|id| wrong(id) + "\n").into();
    for (parts, cut) in [(flushed_gzip(&lines), 2), (flushed_zstd(&lines), 3)] {
        let mut live = Live::spawn(&["--json", "-"]);
        // The signature in two parts.
        live.write(&parts[0][..cut]);
        thread::sleep(Duration::from_millis(50));
        live.write(&parts[0][cut..]);
        for part in &parts[1..] {
            assert!(live.answer().unwrap().contains("AMOUNTS_DONT_MATCH"));
            live.write(part);
        }
        assert!(live.answer().unwrap().contains("AMOUNTS_DONT_MATCH"));
        // It is not complete.
        assert_eq!(live.end(), (Some(2), vec![4, 4, 4, 0, 1]));
    }
}

#[test]
fn a_bracket_that_is_not_closed_does_not_delay_the_next_lines() {
    let mut live = Live::spawn(&["--json", "-"]);
    live.write("{\n");
    for order_id in ["A", "B", "C"] {
        live.write(format!("  {}\n", request(order_id, 0)));
        if order_id == "A" {
            assert!(live.answer().unwrap().contains("LINT_INVALID_JSON"));
        }
        assert!(!live.answer().unwrap().contains("error_code"), "{order_id}");
    }
    assert_eq!(live.end(), (Some(1), vec![4, 1, 1, 0]));
}

#[test]
fn with_lines_every_line_is_answered_at_once() {
    let mut live = Live::spawn(&["--json", "--lines", "-"]);
    for line in ["{", r#"{"amount":[1,"#, "[", "[WARN", "}", r#"{"amount":10,"order_id":"cut sh"#] {
        live.write(format!("{line}\n\n"));
        let answer = live.answer().unwrap();
        assert_eq!(answer.matches("LINT_INVALID_JSON").count(), 1, "{line}: {answer}");
    }
    assert_eq!(live.end(), (Some(1), vec![6, 6, 6, 0]));
    // These begin like a byte order mark, or like UTF-16.
    for line in [&b"{\n"[..], b"\xFF\xFE junk\n", b"\xFE\xFF junk\n", b"{\0started\n", b"\0[started\n"] {
        let mut live = Live::spawn(&["--json", "--lines", "-"]);
        live.write(line);
        assert!(live.answer().unwrap().contains("LINT_INVALID_JSON"), "{line:?}");
        live.end();
    }
}

#[test]
fn with_find_a_log_line_is_answered_before_the_next_one_is_written() {
    for threads in ["1", "2"] {
        let mut live = Live::spawn(&["--json", "--find", "--threads", threads, "-"]);
        let string = |text: String| Value::from(text).to_string();
        live.write("started {checkout} it's \"done\" [\n");
        for (number, line) in [
            (0, format!("2026-04-17 INFO body={} took 12ms", request("A", 0))),
            (1, format!("{{\"msg\":{}}}", string(wrong("B")))),
            (1, format!("curl https://api.example/ -d '{}'", wrong("C"))),
            (1, format!("it's {}", string(string(wrong("D"))))),
            (0, request("E", BLOCK / 8)),
            (1, request("A", 0)),
        ] {
            live.write(format!("{line}\n"));
            let answer = live.answer().unwrap();
            assert_eq!(answer.matches("error_code").count(), number, "{line}: {answer}");
            live.write("done\n");
        }
        assert_eq!(live.end(), (Some(1), vec![6, 4, 4, 0]));
    }
}

#[test]
fn a_closed_output_ends_the_run_while_standard_input_is_open() {
    for threads in ["1", "2"] {
        let mut child = spawn(&["--json", "--threads", threads, "-"]);
        let (mut stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut write = |order_id| stdin.write_all((request(order_id, 0) + "\n").as_bytes()).unwrap();
        write("A");
        BufReader::new(stdout).read_line(&mut String::new()).unwrap();
        write("B");
        let start = Instant::now();
        while child.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < PATIENCE, "it still runs");
            thread::sleep(Duration::from_millis(5));
        }
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
        drop(stdin);
    }
}

#[test]
fn a_closed_pipe_ends_the_run_quietly_and_does_not_cut_a_file_short() {
    // More than a pipe holds, so that the last answers are written after it is closed.
    let requests = format!("{}\n", wrong("A")).repeat(5_000);
    let folder = folder([("orders.ndjson", &*requests)]);
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (orders, report) = (path("orders.ndjson"), path("report"));
    let run = |args: &[&str]| {
        let mut child = spawn(&[args, &["--order-ids=off", &orders]].concat());
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut String::new()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        output.stderr
    };
    for format in ["human", "concise", "envelope"] {
        assert_eq!(run(&["--format", format]), b"", "{format}");
    }
    run(&["--format=concise", "--output-file", &report]);
    assert_eq!(std::fs::read_to_string(&report).unwrap().lines().count(), 5_000);
}
