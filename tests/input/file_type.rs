//! What a source is that is not JSON, as its first lines show.

use hpplint::input::{Blocks, FileType, FrameError, Shape, SourceKind};

/// What a source is, if it is not JSON.
fn file_type(source: &[u8], kind: SourceKind) -> Option<FileType> {
    let mut blocks = Blocks::new(source, 1000, kind, Vec::new());
    let (mut found, mut spare) = (None, Vec::new());
    while let Some(block) = blocks.next(&mut spare).unwrap() {
        if let Shape::Invalid(FrameError::NotJson(kind)) = block.shape {
            assert_eq!(found.replace(kind), None, "two errors");
        }
    }
    found
}

/// One line for each way in which a source of each kind may begin.
const SOURCES: &[(FileType, &[&str])] = &[
    (
        FileType::Curl,
        &[
            "curl 'https://shop.example' \\\n  -d '{\"amount\":1}'",
            "curl.exe --request POST ^\"https://shop.example^\"",
            "# curl -d @request.json https://shop.example",
            "ayse@shop:~/api$ curl -d '{' https://shop.example",
            "TOKEN=1 curl -X POST $URL",
            "sudo curl --json '{' https://shop.example",
            "#!/bin/sh\nset -e\n\ncurl -d '{",
            "# create a session\ncurl -d '{",
            "cat <<EOF | curl -d @- https://shop.example\n{\n",
        ],
    ),
    (
        FileType::Httpie,
        &["http POST shop.example/a amount:=1", "https --verbose x", "http :8000/a", "xh POST x"],
    ),
    (FileType::Wget, &["wget --post-file=request.json x", "$ wget -qO- https://shop.example"]),
    (
        FileType::PowerShell,
        &[
            "Invoke-RestMethod -Uri x",
            "PS C:\\> irm https://shop.example",
            "$answer = Invoke-WebRequest -Uri x",
            "$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession",
            "$body = @'\n{",
            "$body = '{\"amount\":1}'\nInvoke-RestMethod x",
        ],
    ),
    (
        FileType::Shell,
        &["#!/usr/bin/env bash\nset -e", "echo '{", "export A=1", "cat <<'EOF' > request.json"],
    ),
    (
        FileType::Http,
        &[
            "POST /processor/payment-sessions HTTP/1.1\r\nHost: x",
            "POST https://shop.example/a",
            "> POST /a HTTP/2\n> Host: x",
            "HTTP/2 201\n",
            "HTTP/1.1 400 Bad Request",
            "*   Trying 10.0.0.1:443...",
            "* Connected to shop.example",
        ],
    ),
    (
        FileType::Xml,
        &[
            "<?xml version='1.0'?>",
            "<order>\n</order>",
            "<order id=\"1\"\n  a=\"2\"/>",
            "<s:Envelope xmlns:s=\"x\">",
        ],
    ),
    (FileType::Html, &["<!doctype html>", "<HTML>", "\n <html lang=\"tr\">", "<body>"]),
    (
        FileType::Form,
        &[
            "amount=1&order_id=2",
            "basket[total]=1&a=",
            "payload=%7B%22amount",
            "--x\r\nContent-Disposition: form-data",
        ],
    ),
    (
        FileType::Jwt,
        &["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2ln", "Authorization: Bearer eyJhbGciOiJI.eyJz.x"],
    ),
    (FileType::Base64, &["eyJhbW91bnQiOjEwLCJiYXNrZXQiOnt9fQ==", "ewogICJhbW91bnQiOiAxMAp9"]),
    (
        FileType::Code("PHP"),
        &[
            "<?php",
            "<?= $a",
            "array(2) {",
            "array (\n  'amount' => 1,",
            "Array\n(\n    [amount] => 1",
            "object(stdClass)#1 (2) {",
            "stdClass Object",
            "a:1:{s:6:\"amount\";i:1;}",
            "$request = [",
            "$request = '{\n",
            "#!/usr/bin/env php",
        ],
    ),
    (
        FileType::Code("Python"),
        &[
            "import requests",
            "import json, os as system",
            "from decimal import Decimal",
            "def main():",
            ">>> request",
            "requests.post(url, json={",
            "answer = requests.post(",
            "#!/usr/bin/python3",
        ],
    ),
    (
        FileType::Code("JavaScript"),
        &[
            "const request = {",
            "let a;",
            "var a = 1",
            "fetch(\"https://shop.example\", {",
            "await axios.post('/a', {",
            "import axios from 'axios';",
            "import { a } from \"b\"",
            "export default {",
            "module.exports = {",
            "async function main() {",
            "'use strict';",
        ],
    ),
    (
        FileType::Yaml,
        &[
            "---\namount: 1",
            "amount: 1\nbasket:\n  total: 1",
            "basket:\n  total: 1",
            "orders:\r\n- amount: 1",
            "%YAML 1.2\n---\na: 1",
        ],
    ),
    (
        FileType::Markdown,
        &[
            "```json\n{}",
            "# Request\n\n```\n{}\n```",
            "This request fails:\n```json\n{}",
            "Merhaba,\n\n```\n",
            "- first item of a list\n  ```\n",
        ],
    ),
];

#[test]
fn text_of_each_kind_is_recognised() {
    for (kind, sources) in SOURCES {
        for source in *sources {
            for form in [SourceKind::File, SourceKind::Pipe] {
                assert_eq!(file_type(source.as_bytes(), form), Some(*kind), "{source}");
            }
        }
    }
}

#[test]
fn files_that_are_no_text_are_recognised() {
    let sources: [(&[u8], _); 18] = [
        (b"\x89PNG\r\n\x1a\n", FileType::Image("PNG")),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", FileType::Image("JPEG")),
        (b"GIF87a", FileType::Image("GIF")),
        (b"RIFF\x0a\x0d\0\0WEBPVP8 ", FileType::Image("WebP")),
        (b"%PDF-1.7\n", FileType::Pdf),
        (b"PK\x03\x04\x14\0", FileType::Zip),
        (b"PK\x05\x06\0\0", FileType::Zip),
        (b"\xfd7zXZ\0", FileType::Compressed),
        (b"BZh91AY&SY", FileType::Compressed),
        (b"7z\xbc\xaf\x27\x1c", FileType::Compressed),
        (b"Rar!\x1a\x07\0", FileType::Compressed),
        (b"\x04\x22\x4d\x18", FileType::Compressed),
        (b"\x7fELF\x02\x01", FileType::Binary),
        (b"SQLite format 3\0", FileType::Binary),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", FileType::Binary),
        (b"\x01\x02\x03\n\x04\xfe", FileType::Binary),
        (b"text\0\0\0\0\0", FileType::Binary),
        (b"\0", FileType::Binary),
    ];
    for (source, kind) in sources {
        assert_eq!(file_type(source, SourceKind::File), Some(kind), "{source:?}");
    }
}

#[test]
fn a_broken_request_and_a_log_are_of_no_other_kind() {
    let sources = [
        "",
        "nonsense",
        "12",
        "{'amount': 1}",
        "({\"amount\": 1})",
        "\"amount\": 1, \"basket\": {}}",
        "amount: 1,\nbasket: {",
        "amount: 1\norder_id: A-1",
        "info: {\"amount\":1}\ninfo: {\"amount\":1}",
        "error: cannot connect\ninfo: connected",
        "data: {\"amount\":1}",
        "order-service:\n{\"amount\":1}",
        "2026-11-28 INFO curl -d x",
        "curl: (6) Could not resolve host",
        "http request failed: timeout",
        "https://shop.example/?a=1&b=2",
        "level=info amount=1 a&b=2",
        "request={\"amount\":1}",
        "POST /a 201 35ms",
        "10.0.0.1 - - \"POST / HTTP/1.1\" 201",
        "<info> started\n<info> stopped",
        "<134>Nov 28 app: started",
        "<amount>",
        "<<<<<<< HEAD\n{}",
        "# a comment\n{}",
        "// a comment\n{}",
        "---\n{}\n---\n{}",
        "--- a/request.json\n+++ b/request.json",
        "from here on\n{}",
        "import of orders: {}",
        "let us see",
        "Array of orders",
        "eyJhbG",
        "\0{\"amount\":1}\n{\"amount\":1}",
        "text\n\0\0\0\0\0",
    ];
    for source in sources {
        assert_eq!(file_type(source.as_bytes(), SourceKind::File), None, "{source}");
    }
}
