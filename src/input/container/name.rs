//! Names of requests, without what may be secret or very long.

/// The most characters of a name: a collection may have it on thousands of requests.
const MAX_NAME: usize = 200;

/// A name, cut if it is long.
pub(super) fn shorten(name: &str) -> String {
    let name = name.trim();
    match name.char_indices().nth(MAX_NAME) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.to_owned(),
    }
}

/// The name of a request without another name: `POST https://api.example/processor/payment-sessions`. What is after the
/// path of the URL, and a user before its host, may be secret, and is left out.
pub(super) fn of_url(method: &str, url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let url = url.get(..end).unwrap_or_default();
    let (scheme, rest) = url.split_once("://").map_or(("", url), |(scheme, rest)| (scheme, rest));
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let separator = if scheme.is_empty() { "" } else { "://" };
    shorten(&format!("{method} {scheme}{separator}{host}{path}"))
}
