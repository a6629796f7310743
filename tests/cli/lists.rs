//! Lists of IDs that are generated or are not files (contract §3).

use crate::support::{Outcome, REQUEST, folder, hpplint, run};

/// Checks a request whose order ID is A-1 with this list of known orders.
fn check_with(list: &[u8]) -> Outcome {
    let folder = folder([("ok.json", REQUEST)]);
    std::fs::write(folder.path().join("ids.txt"), list).unwrap();
    run(hpplint(&["--known-orders=ids.txt", "ok.json"]).current_dir(&folder))
}

#[test]
fn a_list_that_is_no_text_is_an_error() {
    let utf_16 =
        |to_bytes: fn(u16) -> [u8; 2]| "\u{feff}A-1\n".encode_utf16().flat_map(to_bytes).collect::<Vec<_>>();
    let lists: [(&[u8], usize, &str); 8] = [
        (b"A-2\nA\0B\n", 2, "NUL"),
        (&[0; 10_000], 1, "NUL"),
        (&utf_16(u16::to_le_bytes), 1, "UTF-16"),
        (&utf_16(u16::to_be_bytes), 1, "UTF-16"),
        (b"A-2\r\n\r\n\xfe\n", 3, "not UTF-8"),
        (b"A-2\n\x1b[31m\n", 2, "control character"),
        (&[b'1'; 1025], 1, "longer than 1024 bytes"),
        (&[&[b' '; 1023], &b"A-1\n"[..]].concat(), 1, "longer than 1024 bytes"),
    ];
    for (list, line, what) in lists {
        let outcome = check_with(list);
        assert_eq!((outcome.status, &*outcome.stdout), (2, ""), "{outcome:?}");
        let start = format!("hpplint: ids.txt:{line}: ");
        assert!(outcome.stderr.starts_with(&start) && outcome.stderr.contains(what), "{outcome:?}");
        assert_eq!(outcome.stderr.lines().count(), 1, "{outcome:?}");
    }
}

#[test]
fn a_line_may_have_1024_bytes_and_white_space_around_its_id() {
    let padded = [&[b' '; 1000], &b"A-1\r\n"[..]].concat();
    assert_eq!(check_with(&padded).status, 1);
    let list = [&[b'1'; 1022], &b"\r\n\t A-1 \x0c\r\n"[..]].concat();
    assert_eq!(check_with(&list).status, 1);
    assert_eq!(check_with(b"").status, 0);
    assert_eq!(check_with(b"\xef\xbb\xbfA-1").status, 1);
}

/// Time after which a run that waits for a pipe, or reads a device, is ended.
#[cfg(unix)]
pub(super) const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

/// As in `hpplint --known-orders <(psql …) <(my-shop …)`.
#[cfg(unix)]
#[test]
fn what_the_command_line_names_may_be_a_pipe() {
    let folder = folder([("hpplint.fifo", ""), ("orders.fifo", ""), ("requests.fifo", "")]);
    let contents = [
        ("hpplint.fifo", "format = \"concise\"\n".to_owned()),
        ("orders.fifo", "A-1\n".to_owned()),
        ("requests.fifo", REQUEST.to_owned()),
    ];
    let writers = contents.map(|(name, content)| {
        let path = folder.path().join(name);
        std::fs::remove_file(&path).unwrap();
        make_fifo(&path);
        std::thread::spawn(move || std::fs::write(path, content).unwrap())
    });
    let args = ["--config=hpplint.fifo", "--known-orders=orders.fifo", "requests.fifo"];
    let outcome = run(hpplint(&args).current_dir(&folder));
    assert!(outcome.stdout.starts_with("requests.fifo:1:25: error[ORDER_ID_EXISTS]"), "{outcome:?}");
    for writer in writers {
        writer.join().unwrap();
    }
}

/// Makes a named pipe.
#[cfg(unix)]
pub(super) fn make_fifo(path: &std::path::Path) {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
}
