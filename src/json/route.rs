//! The route from a JSON value to a place in it, for people: `data.orders[0]`.

use super::cursor::Cursor;

/// The most keys and indices of a route. A longer one would help nobody, and take more than linear time.
const MAX_STEPS: usize = 8;

/// The keys and indices that lead to the value at the offset `at` of a JSON text, or to the string around that place; then
/// whether it is such a string. `None` if there is no such value, or the route is too long.
pub(crate) fn route(text: &str, at: usize) -> Option<(String, bool)> {
    let mut cursor = Cursor::new(text);
    let mut route = String::new();
    cursor.skip_white_space();
    for _ in 0..MAX_STEPS {
        let closing = match cursor.peek()? {
            _ if cursor.at() == at => return Some((route, false)),
            b'"' => return Some((route, true)),
            b'{' => b'}',
            _ => b']',
        };
        let value = step(&mut cursor, closing, at, &mut route)?;
        cursor = Cursor::new_at(text, value);
    }
    None
}

/// Appends the key or the index of the value around a place, in the object or array that begins here. Returns where that
/// value begins.
fn step(cursor: &mut Cursor, closing: u8, at: usize, route: &mut String) -> Option<usize> {
    let is_open = cursor.eat(b'{') || cursor.eat(b'[');
    is_open.then_some(())?;
    let mut index = 0;
    while cursor.next_element(index, closing)? {
        let key = if closing == b'}' { Some(cursor.key()?) } else { None };
        let value = cursor.at();
        cursor.skip_value()?;
        if cursor.at() > at {
            match key.and_then(|key| cursor.cut(key)) {
                Some(key) if route.is_empty() => route.push_str(key),
                Some(key) => route.extend([".", key]),
                None => route.extend(["[", &index.to_string(), "]"]),
            }
            return Some(value);
        }
        index += 1;
    }
    None
}
