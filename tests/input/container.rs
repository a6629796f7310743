//! Which files are containers, and which of their text is the body of a request.

use std::fs;

use hpplint::input::container::{Container, Contents, Detected, Writing};
use hpplint::text::{Decoded, Quoting};

/// The name of each body, with the text that its span cuts out, and the files that are bodies.
fn listed(container: Container, text: &str) -> (Vec<(String, &str)>, Vec<&str>) {
    let Contents { bodies, files } = container.contents(text).expect("it is of this kind");
    let bodies = bodies.into_iter().map(|body| (body.name.to_string(), body.span.cut(text)));
    (bodies.collect(), files.into_iter().map(|file| file.cut(text)).collect())
}

/// The name of each body of a fixture, with the first characters of what is sent, and how it is written.
fn of_fixture(name: &str) -> Vec<String> {
    let text = fs::read_to_string(format!("fixtures/containers/{name}")).unwrap();
    let contents = Container::of_name(name).unwrap().contents(&text).unwrap();
    let bodies = contents.bodies.iter().map(|body| {
        let quotings: &[Quoting] = match body.writing {
            Writing::Plain => &[],
            Writing::JsonString => &[Quoting::Json],
            Writing::Base64 => &[Quoting::Json, Quoting::Base64],
        };
        let sent = Decoded::new(body.span.cut(&text), quotings).text;
        let start: String = sent.split_whitespace().flat_map(str::chars).take(16).collect();
        format!("{}: {start} ({:?})", body.name, body.writing)
    });
    bodies.collect()
}

#[test]
fn a_name_says_which_container_a_file_is() {
    let kinds = [
        ("HPP.postman_collection.json", Some(Container::Postman)),
        ("a/b/HPP (1).postman_collection.json.gz", Some(Container::Postman)),
        ("shop.har", Some(Container::Har)),
        ("shop.har.zst", Some(Container::Har)),
        ("orders.http", Some(Container::Http)),
        ("orders.rest", Some(Container::Http)),
        ("HPP.postman_environment.json", None),
        ("orders.json", None),
        ("http", None),
        ("har.json", None),
    ];
    for (name, kind) in kinds {
        assert_eq!(Container::of_name(name), kind, "{name}");
    }
}

#[test]
fn the_first_bytes_say_which_container_a_text_is() {
    use Container::{Har, Postman};
    use Detected::{Other, Unknown};
    let schema = r#""schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json""#;
    let kinds = [
        (r#"{"info":{"_postman_id":"5e"#.to_owned(), Detected::Container(Postman)),
        (format!("\n {{\"info\" : {{\"name\":\"a\",{schema}}},\"item\":[]}}"), Detected::Container(Postman)),
        (r#"{"log":{"version":"1.2","creator":{"#.to_owned(), Detected::Container(Har)),
        (r#"{ "log" : { "entries": ["#.to_owned(), Detected::Container(Har)),
        // What log shippers write.
        (r#"{"log":{"level":"info","logger":"entries"}}"#.to_owned(), Other),
        (r#"{"log":"{\"creator\":1}\n","stream":"stdout"}"#.to_owned(), Other),
        (format!("{{\"amount\":1,\"note\":{{\"info\":{{{schema}}}}}}}"), Other),
        (r#"{"info":{"schema":"x"},"_postman_id":1}"#.to_owned(), Other),
        (r#"[{"info":{"_postman_id":1}}]"#.to_owned(), Other),
        (r#"{"info":{"name":"a","#.to_owned(), Unknown),
        ("{\n \"lo".to_owned(), Unknown),
        ("{\"a".to_owned(), Other),
        ("  ".to_owned(), Unknown),
    ];
    for (text, kind) in kinds {
        assert_eq!(Container::of_content(text.as_bytes(), false), kind, "{text}");
        let kind = if kind == Unknown { Other } else { kind };
        assert_eq!(Container::of_content(text.as_bytes(), true), kind, "{text}");
    }
    let cut = b"{\"log\":{\"entries\":[\"\xC4";
    assert_eq!(Container::of_content(cut, false), Detected::Container(Har));
    assert_eq!(Container::of_content(b"\xFF{\"log\":{\"entries\":[", true), Other);
}

#[test]
fn requests_of_a_postman_collection_have_the_path_of_their_item() {
    assert_eq!(
        of_fixture("bad-postman-v2.1.postman_collection.json"),
        [
            "Ödeme / Oturum oluştur: {\"amount\":749.85 (JsonString)",
            "Ödeme / Oturum oluştur / 201 Created: {\"amount\":749.85 (JsonString)",
            "Ödeme / Oturum oluştur / 400 Sepet ve Sipariş tutarı eşleşmiyor: {\"amount\":799.85 (JsonString)",
            "Ödeme / İade / Kısmi iade: {\"amount\":49.95, (JsonString)",
            "Ödeme / İndirimli oturum (toplam yanlış): {\"amount\":749.85 (JsonString)",
        ]
    );
    assert_eq!(
        of_fixture("bad-postman-v2.0.postman_collection.json"),
        [
            "Create session: {\"amount\":749.85 (JsonString)",
            "Create session / wrong products: {\"amount\":749.85 (JsonString)",
        ]
    );
}

#[test]
fn requests_of_an_archive_have_their_url_without_secrets() {
    assert_eq!(
        of_fixture("bad-har-chrome.har"),
        [
            "POST https://hpp.example/processor/payment-sessions: {\"amount\":799.85 (JsonString)",
            "POST https://analytics.example/collect: {\"event\":\"pay_cl (JsonString)",
            "POST https://hpp.example/processor/payment-sessions: {\"amount\":749.85 (JsonString)",
        ]
    );
    assert_eq!(
        of_fixture("bad-har-firefox.har"),
        ["POST https://hpp.example/processor/payment-sessions: {\"amount\":749.85 (JsonString)"]
    );
    assert_eq!(
        of_fixture("bad-har-base64.har"),
        [
            "POST https://hpp.example/processor/payment-sessions: {\"amount\":749.85 (Base64)",
            "POST https://hpp.example/processor/payment-sessions: {\"amount\":799.85 (Base64)",
            "POST https://hpp.example/upload: \0\u{1}binary (Base64)",
        ]
    );
}

#[test]
fn requests_of_an_http_file_have_a_title_or_a_name_or_their_url() {
    assert_eq!(
        of_fixture("bad-http-rest-client.http"),
        [
            "Token al: username={{$dote (Plain)",
            "createSession: {\"amount\":749.85 (Plain)",
            "Oturum oluştur, indirim düşülmemiş: {\"amount\":799.85 (Plain)",
            "Sepet bir dosyada: <@./sepet.json (Plain)",
            "Tutar bir değişken: {\"amount\":{{tuta (Plain)",
        ]
    );
    assert_eq!(
        of_fixture("bad-http-jetbrains-crlf.rest"),
        [
            "Token al: {\"username\":\"{{u (Plain)",
            "Oturum oluştur: {\"amount\":749.85 (Plain)",
            "curl-import: {\"amount\":749.85 (Plain)",
            "Dosyadan: <./sepet2.json (Plain)",
        ]
    );
}

#[test]
fn an_http_file_may_be_written_in_many_ways() {
    type Bodies<'t> = &'t [(&'t str, &'t str)];
    let cases: [(&str, Bodies, &[&str]); 9] = [
        ("{\"a\":1}", &[("", "{\"a\":1}")], &[]),
        ("POST https://u:p@h/p?q HTTP/1.1\r\n\r\n{}\r\n", &[("POST https://h/p", "{}")], &[]),
        ("{{url}}/x\nA: b\n\n[]\n\n", &[("GET {{url}}/x", "[]")], &[]),
        // The blank line is missing.
        ("POST /a\nA: {b}\n{}\n", &[("POST /a", "{}")], &[]),
        (
            "### A ###\nPOST /a\n\n1\n####\n\n\n###\nGET /\n\n###B\nPOST /b\n\n2",
            &[("A", "1"), ("B", "2")],
            &[],
        ),
        ("### @name a\nPOST /a\n\n1\n> {% \n\n{}\n%}\n{}\n", &[("a", "1")], &[]),
        ("# @named x\n//@name b\nPOST /a\n\n1\n>> x.json\n2", &[("b", "1")], &[]),
        (
            "POST /a\n\n--x\n< ./a b.json\n<@latin1 c.json\n<xml/>\n--x--",
            &[("POST /a", "--x\n< ./a b.json\n<@latin1 c.json\n<xml/>\n--x--")],
            &["./a b.json", "c.json"],
        ),
        ("< {%\n###\nPOST /a\n\n{}", &[("POST /a", "{}")], &[]),
    ];
    for (text, bodies, files) in cases {
        let bodies: Vec<_> = bodies.iter().map(|(name, body)| ((*name).to_owned(), *body)).collect();
        assert_eq!(listed(Container::Http, text), (bodies, files.to_vec()), "{text}");
    }
}

#[test]
fn odd_members_are_skipped_and_other_texts_are_no_containers() {
    let har = |entries: &str| format!("{{\"log\":{{\"entries\":[{entries}]}}}}");
    let postman = |items: &str| format!("{{\"item\":[{items}]}}");
    let skipped = [
        (Container::Har, har("")),
        (Container::Har, har("1,null,[],{\"request\":{\"url\":1,\"postData\":\"{}\"}}")),
        (Container::Postman, postman("1,[],{\"name\":2,\"item\":3}")),
        (
            Container::Har,
            har(
                r#"{},{"request":null},{"request":1},{"request":{"postData":"x"}},{"request":{"postData":{}}}"#,
            ),
        ),
        (Container::Postman, postman("")),
        (
            Container::Postman,
            postman(r#"{},{"request":"u","response":null},{"item":null,"request":{"body":null}}"#),
        ),
        (
            Container::Postman,
            postman(
                r#"{"request":{"body":{"mode":"graphql","raw":"{}"}}},{"request":{"body":{"mode":"raw"}}}"#,
            ),
        ),
        (Container::Postman, postman(r#"{"request":{"body":{"mode":"raw","raw":"{}","disabled":true}}}"#)),
    ];
    for (container, text) in skipped {
        assert_eq!(listed(container, &text), (Vec::new(), Vec::new()), "{text}");
    }
    let others = [
        (Container::Har, String::new()),
        (Container::Har, "{\"log\":{}}".to_owned()),
        (Container::Har, har(r#"{"request":{"postData":{"text":"{}""#)),
        (Container::Postman, r#"{"id":"1","requests":[{"rawModeData":"{}"}]}"#.to_owned()),
        (Container::Postman, format!("{} ]", postman(""))),
        (Container::Postman, "{\"item\":[".repeat(40) + &"]}".repeat(40)),
        (Container::Postman, "{\"item\":[".repeat(100_000) + &"]}".repeat(100_000)),
    ];
    for (container, text) in others {
        assert!(container.contents(&text).is_none(), "{}", text.chars().take(80).collect::<String>());
    }
    // A body that is not a string is written as it is sent.
    let text = r#"{"item":[{"request":{"body":{"raw":{"amount":1}}},"name":"\u0049"}]}"#;
    let contents = Container::Postman.contents(text).unwrap();
    assert_eq!((&*contents.bodies[0].name, contents.bodies[0].writing), ("I", Writing::Plain));
    assert_eq!(contents.bodies[0].span.cut(text), r#"{"amount":1}"#);
}

#[test]
fn names_are_short() {
    let name = "n".repeat(1_000);
    let items = format!(r#"{{"name":"{name}","request":{{"body":{{"raw":"1"}}}}}},"#).repeat(3);
    let text = format!(r#"{{"item":[{{"name":"{name}","item":[{}]}}]}}"#, items.trim_end_matches(','));
    let (bodies, _) = listed(Container::Postman, &text);
    assert_eq!(bodies.len(), 3);
    assert!(bodies.iter().all(|(name, _)| name.chars().count() == 201));
}
