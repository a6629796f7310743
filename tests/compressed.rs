//! gzip and zstd are read as the text that they hold (contract §8).

use std::fs;
use std::io::Cursor;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::{
    COMPRESSIONS, Outcome, Pipe, REQUEST, WRONG_AMOUNT, checked, folder, gzip, hpplint, lint, order, run,
    with, zstd,
};

/// A request whose amount is wrong.
fn wrong() -> String {
    with(REQUEST, WRONG_AMOUNT)
}

/// Three requests, each on a line; the second one is wrong.
fn lines() -> String {
    let wrong = wrong();
    format!("{}\n{wrong}\n{}\n", order("B"), order("C"))
}

fn concise(stdin: impl Into<Vec<u8>>) -> Outcome {
    lint(&["--format=concise", "-"], Cursor::new(stdin.into()))
}

/// The error of an input that cannot be read to its end.
#[track_caller]
fn failure(outcome: &Outcome) -> &str {
    assert_eq!(outcome.status, 2, "{outcome:?}");
    let line =
        outcome.stderr.lines().find_map(|line| line.strip_prefix("hpplint: <stdin>: cannot decompress it "));
    line.unwrap_or_else(|| panic!("{outcome:?}"))
}

fn write(folder: &TempDir, name: &str, content: &[u8]) -> String {
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn all_formats_report_the_same_but_for_the_name() {
    let formats = ["human", "concise", "envelope", "jsonl", "github", "gitlab", "junit", "rdjsonl", "sarif"];
    let pretty = REQUEST.replace(',', ",\r\n\t");
    let wrong = wrong();
    let texts =
        [lines(), format!("[{wrong},{REQUEST}]"), pretty + " nonsense", "\u{feff}".to_owned() + &lines()];
    let folder = TempDir::new().unwrap();
    for (extension, compress) in COMPRESSIONS {
        for text in &texts {
            let plain = write(&folder, "x.json", text.as_bytes());
            let compressed = write(&folder, &format!("x.json.{extension}"), &compress(text.as_bytes()));
            for format in formats {
                let [expected, actual] =
                    [&plain, &compressed].map(|path| run(&mut hpplint(&["--format", format, path])));
                let renamed = actual.stdout.replace(&format!("x.json.{extension}"), "x.json");
                // A hash of the name.
                let comparable = |text: &str| {
                    let is_hash = |line: &&str| !line.to_lowercase().contains("fingerprint");
                    text.replace(',', "\n").lines().filter(is_hash).collect::<Vec<_>>().join("\n")
                };
                assert_eq!(comparable(&renamed), comparable(&expected.stdout), "{format}");
                assert_eq!((actual.status, actual.stderr), (expected.status, expected.stderr), "{format}");
            }
        }
    }
}

#[test]
fn several_members_and_frames_are_one_text() {
    let expected = concise(lines());
    let text = lines();
    for (_, compress) in COMPRESSIONS {
        // Also an empty one, and where a request is divided.
        for cut in [0, 1, 100, text.len() - 1, text.len()] {
            let (head, tail) = text.as_bytes().split_at(cut);
            assert_eq!(concise([compress(head), compress(b""), compress(tail)].concat()), expected);
        }
    }
    let skippable = |first: u8| [&[first, 0x2A, 0x4D, 0x18, 3, 0, 0, 0], &b"abc"[..]].concat();
    let frame = zstd(text.as_bytes());
    assert_eq!(concise([skippable(0x50), frame.clone(), skippable(0x5F)].concat()), expected);
    // Nothing but a skippable frame holds no request.
    assert_eq!(concise(skippable(0x51)), concise(""));
}

#[test]
fn the_name_does_not_matter_but_for_lines_and_folders() {
    let (folder, wrong) = (folder([("not.txt", "")]), wrong());
    for (extension, compress) in COMPRESSIONS {
        let content = compress(format!("{wrong}\n{{\n}}\n").as_bytes());
        for (name, requests) in [("a.json", 2), ("a.ndjson", 3), ("a.jsonl", 3)] {
            for name in [format!("{name}.{extension}"), name.to_owned()] {
                let path = write(&folder, &name, &content);
                assert_eq!(checked(&lint(&[&path], &b""[..]).stderr)[0], requests, "{name}");
                let named = lint(&["--stdin-filename", &name, "-"], Cursor::new(content.clone()));
                assert_eq!(checked(&named.stderr)[0], requests, "{name}");
            }
        }
        let lines = lint(&["--lines", "-"], Cursor::new(content));
        assert_eq!(checked(&lines.stderr)[0], 3);
        write(&folder, &format!("b.txt.{extension}"), b"not read");
    }
    let outcome = lint(&["--json", folder.path().to_str().unwrap()], &b""[..]);
    // Three kinds, plain and compressed in two ways.
    assert_eq!(outcome.stdout.lines().count(), 3 * (2 + 3 + 3), "{outcome:?}");
}

#[test]
fn a_text_that_begins_like_a_signature_is_plain() {
    for text in ["(", "P", "_", "P*M", "\x1F", "(x\n", "P*x\n", "\x1Fx\n"] {
        for sizes in [vec![1], vec![100]] {
            let outcome = lint(&["--format=concise", "-"], Pipe::new(text, sizes));
            assert!(outcome.stdout.contains("LINT_INVALID_JSON"), "{outcome:?}");
            assert_eq!((outcome.status, outcome.stdout.lines().count()), (1, 1), "{outcome:?}");
        }
    }
}

#[test]
fn a_text_that_is_cut_anywhere_is_an_error_after_the_requests_before_it() {
    for (extension, compress) in COMPRESSIONS {
        let members: Vec<_> = lines().split_inclusive('\n').map(|line| compress(line.as_bytes())).collect();
        let whole = members.concat();
        let first_byte = if extension == "gz" { 3 } else { 4 };
        for length in first_byte..whole.len() {
            let outcome = concise(&whole[..length]);
            let complete = members.iter().scan(0, |end, member| {
                *end += member.len();
                Some(*end)
            });
            let complete = complete.take_while(|end| *end <= length).count();
            let ends: usize = members.iter().take(complete).map(Vec::len).sum();
            if ends == length {
                assert_eq!(checked(&outcome.stderr)[0], complete, "{length}: {outcome:?}");
                continue;
            }
            assert!(
                failure(&outcome).ends_with(&format!("it is cut short, at byte {length}")),
                "{outcome:?}"
            );
            // The text of the last one may be there before its checksum.
            let requests = checked(&outcome.stderr)[0];
            assert!((complete..=complete + 1).contains(&requests), "{length}: {outcome:?}");
            assert!(!outcome.stdout.contains("LINT_INVALID_JSON"), "{length}: {outcome:?}");
            assert_eq!(outcome.stdout.lines().count(), usize::from(requests > 1), "{length}: {outcome:?}");
        }
    }
}

#[test]
fn a_complete_request_before_the_error_is_checked_also_without_a_line_break() {
    let wrong = wrong();
    for text in [wrong.clone(), format!("[{wrong}"), format!("{wrong} ")] {
        let mut content = gzip(text.as_bytes());
        content.truncate(content.len() - 8);
        let outcome = concise(content);
        assert!(failure(&outcome).starts_with("(gzip): it is cut short"));
        assert!(outcome.stdout.contains("AMOUNTS_DONT_MATCH"), "{outcome:?}");
        assert_eq!(outcome.stdout.lines().count(), 1, "{outcome:?}");
    }
}

#[test]
fn what_is_corrupt_is_an_error_with_its_place() {
    let corrupt = |mut content: Vec<u8>, from_end: usize| {
        let place = content.len() - from_end;
        content[place] ^= 0xFF;
        content
    };
    let good = [gzip(lines().as_bytes()), zstd(lines().as_bytes())];
    let window = b"\x28\xB5\x2F\xFD\x00\xFF".to_vec();
    for (content, message) in [
        (corrupt(good[0].clone(), 8), "(gzip): incorrect data check, at byte "),
        ([&good[0], &b"more"[..]].concat(), "(gzip): incorrect header check, at byte "),
        (corrupt(good[1].clone(), 1), "(zstd): restored data doesn't match checksum, at byte "),
        ([&good[1], &b"more"[..]].concat(), "(zstd): unknown frame descriptor, at byte "),
    ] {
        let outcome = concise(content);
        assert!(failure(&outcome).starts_with(message), "{outcome:?}");
        assert_eq!((checked(&outcome.stderr)[0], outcome.stdout.lines().count()), (3, 1), "{outcome:?}");
    }
    let too_large = concise([&window[..], &[0; 20]].concat());
    assert_eq!(failure(&too_large), "(zstd): it needs a window of more than 128 MiB, at byte 0");
}

#[test]
fn other_inputs_are_checked_after_one_that_is_corrupt() {
    let folder = folder([("z.json", &*wrong())]);
    for (extension, compress) in COMPRESSIONS {
        let content = compress(lines().as_bytes());
        write(&folder, &format!("a.ndjson.{extension}"), &content[..content.len() - 3]);
    }
    let outcome = lint(&["--format=concise", folder.path().to_str().unwrap()], &b""[..]);
    assert_eq!(
        (outcome.status, outcome.stderr.matches("cannot decompress it").count()),
        (2, 2),
        "{outcome:?}"
    );
    assert!(outcome.stdout.contains("z.json:1:11: error[AMOUNTS_DONT_MATCH]"), "{outcome:?}");
}

/// The contents of a folder's files, sorted by name.
fn contents(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn nothing_that_is_compressed_is_fixed() {
    for (extension, compress) in COMPRESSIONS {
        let folder = TempDir::new().unwrap();
        write(&folder, &format!("clean.json.{extension}"), &compress(REQUEST.as_bytes()));
        let path = folder.path().to_str().unwrap().to_owned();
        for option in ["--fix", "--diff"] {
            // There is nothing to fix.
            assert_eq!(lint(&[option, &path], &b""[..]).status, 0);
        }
        let content = compress(wrong().as_bytes());
        write(&folder, &format!("wrong.json.{extension}"), &content);
        let before = contents(folder.path());
        for option in ["--fix", "--diff"] {
            let outcome = lint(&[option, &path], &b""[..]);
            let reason = format!("wrong.json.{extension}: not fixed: it is compressed with ");
            assert!(outcome.status == 2 && outcome.stderr.contains(&reason), "{outcome:?}");
            // A diff has no reports.
            assert_eq!(outcome.stdout.contains("AMOUNTS_DONT_MATCH"), option == "--fix", "{outcome:?}");
            assert_eq!(contents(folder.path()), before);
            let outcome = lint(&[option, "-"], Cursor::new(content.clone()));
            assert!(outcome.status == 2 && outcome.stdout.is_empty(), "{outcome:?}");
            assert!(outcome.stderr.contains("<stdin>: it is compressed with "), "{outcome:?}");
        }
    }
}

#[test]
fn expected_envelopes_belong_to_compressed_requests_too() {
    for (extension, compress) in COMPRESSIONS {
        let folder = TempDir::new().unwrap();
        let requests = write(&folder, &format!("x.ndjson.{extension}"), &compress(lines().as_bytes()));
        let envelopes = lint(&["--json", &requests], &b""[..]).stdout;
        let expected = write(&folder, "x.expected.ndjson", envelopes.as_bytes());
        for path in [folder.path().to_str().unwrap(), &requests, &expected] {
            let outcome = lint(&["--expect-files", path], &b""[..]);
            assert_eq!((outcome.status, checked(&outcome.stderr)[0]), (0, 3), "{outcome:?}");
        }
        fs::write(&expected, envelopes.replace("AMOUNTS_DONT_MATCH", "INVALID_TOTAL_AMOUNT")).unwrap();
        assert_eq!(lint(&["--expect-files", &requests], &b""[..]).status, 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(50) })]

    /// The pipe and the members may divide the text anywhere.
    #[test]
    fn where_it_is_divided_makes_no_difference(
        cuts in proptest::collection::vec(0..2_000_usize, 0..4),
        sizes in proptest::collection::vec(1..300_usize, 1..4),
    ) {
        let text = lines().repeat(2) + "{\n \"cut";
        let expected = concise(text.clone());
        for (_, compress) in COMPRESSIONS {
            let mut cuts: Vec<_> = cuts.iter().map(|cut| cut % text.len()).collect();
            cuts.extend([0, text.len()]);
            cuts.sort_unstable();
            let members: Vec<_> = cuts.windows(2).map(|cut| compress(&text.as_bytes()[cut[0]..cut[1]])).collect();
            let outcome = lint(&["--format=concise", "-"], Pipe::new(members.concat(), sizes.clone()));
            prop_assert_eq!(&outcome, &expected);
        }
    }

    /// It is an error, never a panic, and the same wherever the pipe divides it.
    #[test]
    fn garbage_after_the_signature(
        garbage in proptest::collection::vec(any::<u8>(), 0..200),
        places in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
    ) {
        for (_, compress) in COMPRESSIONS {
            let mut damaged = compress(lines().as_bytes());
            for (place, byte) in &places {
                let place = 4 + place.index(damaged.len() - 4);
                damaged[place] = *byte;
            }
            let random = [&damaged[..4], &garbage].concat();
            for content in [damaged, random] {
                let outcome = concise(content.clone());
                let divided = lint(&["--format=concise", "-"], Pipe::new(content, vec![1, 7]));
                prop_assert_eq!(outcome.status, divided.status);
            }
        }
    }
}
