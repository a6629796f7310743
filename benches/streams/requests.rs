//! Streams of requests like those of shops, always the same for the same arguments.

use std::fmt::{self, Display, Formatter};
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Serializer, Value, json};

/// How the requests of a stream differ from each other, apart from their values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// They do not: one line each, without white space.
    Minified,
    /// They do not: several lines each, indented.
    Pretty,
    /// The keys of every object are in random order.
    Shuffled,
    /// Two fields are missing or null in some requests, and some strings have escapes. Every other request is written as
    /// Python writes it.
    Mixed,
    /// As [`Layout::Mixed`], but each of twelve fields is missing or null at random, so that hardly any request has
    /// the layout of another.
    Varied,
}

/// Which requests have a wrong total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// None.
    Clean,
    /// Every hundredth.
    Percent,
    /// Every one.
    All,
}

impl Display for Layout {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Minified => "minified",
            Self::Pretty => "pretty",
            Self::Shuffled => "keys in random order",
            Self::Mixed => "two layouts, optional fields, escapes",
            Self::Varied => "every request has its own layout",
        })
    }
}

impl Display for Wrong {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Clean => "clean",
            Self::Percent => "1 % wrong",
            Self::All => "all wrong",
        })
    }
}

/// A stream of requests.
#[derive(Clone, Copy, Debug)]
pub struct Stream {
    /// How the requests differ.
    pub layout: Layout,
    /// The number of items in each request; 1 to 5, at random, if `None`.
    pub items: Option<usize>,
    /// Which requests are wrong.
    pub wrong: Wrong,
}

impl Stream {
    /// Requests of about so many bytes, one after the other.
    pub fn of_size(self, size: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(size + size / 8);
        for number in 1.. {
            bytes.extend(self.request(number));
            if bytes.len() >= size {
                break;
            }
        }
        bytes
    }

    /// The request of this number, counted from 1, and a line break.
    pub fn request(self, number: usize) -> Vec<u8> {
        let mut dice = Dice(number as u64);
        let mut request = self.usual(number, &mut dice);
        match self.layout {
            Layout::Minified | Layout::Pretty => {}
            Layout::Shuffled => request = shuffle(request, &mut dice),
            Layout::Mixed => mix(&mut request, &mut dice),
            Layout::Varied => vary(&mut request, &mut dice),
        }
        let is_python = matches!(self.layout, Layout::Mixed | Layout::Varied) && number.is_multiple_of(2);
        let mut bytes = match self.layout {
            Layout::Pretty => serde_json::to_vec_pretty(&request).unwrap(),
            _ if is_python => python(&request),
            _ => serde_json::to_vec(&request).unwrap(),
        };
        bytes.push(b'\n');
        bytes
    }

    /// The request with the usual layout: about 1.4 KB with three items.
    fn usual(self, number: usize, dice: &mut Dice) -> Value {
        let items = self.items.unwrap_or_else(|| 1 + dice.below(5));
        let mut products = 0;
        let basket_items: Vec<Value> = (0..items)
            .map(|item| {
                let (unit_price, quantity) = (1_995 + dice.below(90_000), 1 + dice.below(3));
                let price = unit_price * quantity;
                products += price;
                json!({
                    "product_id": format!("{}", 4_000_000 + number * 7 + item),
                    "name": format!("Çizgili pamuklu gömlek, beden {}", 36 + dice.below(12)),
                    "category": "Giyim > Kadın > Gömlek",
                    "image_url": format!("https://shop.example/products/{}/front.jpg", number + item),
                    "url": format!("https://shop.example/products/{}/cizgili-pamuklu-gomlek", number + item),
                    "quantity": quantity,
                    "unit_price": lira(unit_price),
                    "price": lira(price),
                })
            })
            .collect();
        let discount = 500;
        let net = products - discount;
        let is_wrong = match self.wrong {
            Wrong::Clean => false,
            Wrong::Percent => number.is_multiple_of(100),
            Wrong::All => true,
        };
        // Three slips in turn: a kuruş in the amount, a discount that was not subtracted, a kuruş in the products.
        let slip = if is_wrong { 1 + number % 3 } else { 0 };
        let total = if slip == 2 { products } else { net };
        json!({
            "amount": lira(total + usize::from(slip == 1)),
            "currency": "TRY",
            "order_id": format!("2026-{number:09}"),
            "order_date": format!("2026-04-{:02}", 1 + number / 10_000 % 30),
            "cancel_url": format!("https://shop.example/checkout/{number}/cancel"),
            "success_url": format!("https://shop.example/checkout/{number}/success"),
            "notification_url": "https://shop.example/hooks/payment",
            "query_shipping_option_url": "https://shop.example/hooks/shipping",
            "agreements_iframe_url": "https://shop.example/agreements",
            "basket": {
                "total_product_amount": lira(products + usize::from(slip == 3)),
                "total_discount_amount": lira(discount),
                "total_amount": lira(total),
                "basket_items": basket_items,
                "discounts": [{ "amount": lira(discount) }],
            },
        })
    }
}

/// An amount of so many kuruş.
fn lira(kurus: usize) -> f64 {
    kurus as f64 / 100.0
}

const NAMES: [&str; 4] =
    ["19\" monitör, 144 Hz", "Süt\u{a0}%3 yağlı\t1 L", "Kahve\\çay seti", "Şemsiye \u{2602}, \"büyük\""];

/// Adds two fields, of which one may be missing and the other null, and gives some items another name.
fn mix(request: &mut Value, dice: &mut Dice) {
    let Value::Object(fields) = request else { return };
    if dice.below(2) == 0 {
        fields.insert("conversation_id".into(), format!("c-{}", dice.below(1_000_000)).into());
    }
    let phone = if dice.below(3) == 0 { Value::Null } else { "+905550001122".into() };
    fields.insert("merchant_customer_phone_number".into(), phone);
    rename_items(fields, dice);
}

/// Leaves out some of seven fields of the request and five of each item, and makes others null.
fn vary(request: &mut Value, dice: &mut Dice) {
    let Value::Object(fields) = request else { return };
    for (key, value) in [
        ("conversation_id", json!("c-1")),
        ("preauth", json!(false)),
        ("enable_installments", json!(true)),
        ("merchant_customer_id", json!("m-1")),
        ("merchant_customer_phone_number", json!("+905550001122")),
        ("merchant_customer_email", json!("ayse@shop.example")),
        ("note", json!("kapıya bırakın")),
    ] {
        match dice.below(3) {
            0 => drop(fields.insert(key.into(), Value::Null)),
            1 => drop(fields.insert(key.into(), value)),
            _ => {}
        }
    }
    let Some(items) = fields["basket"]["basket_items"].as_array_mut() else { return };
    for item in items.iter_mut().filter_map(Value::as_object_mut) {
        for key in ["category", "image_url", "quantity", "unit_price", "product_id"] {
            match dice.below(6) {
                0 => drop(item.shift_remove(key)),
                1 => drop(item.insert(key.into(), Value::Null)),
                _ => {}
            }
        }
    }
    rename_items(fields, dice);
}

/// Gives a third of the items a name with an escape, or with other characters.
fn rename_items(fields: &mut Map<String, Value>, dice: &mut Dice) {
    let Some(items) = fields["basket"]["basket_items"].as_array_mut() else { return };
    for item in items {
        if dice.below(3) == 0 {
            item["name"] = NAMES[dice.below(NAMES.len())].into();
        }
    }
}

/// The same value with the keys of each object in random order.
fn shuffle(value: Value, dice: &mut Dice) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<(String, Value)> = fields.into_iter().collect();
            for end in (1..fields.len()).rev() {
                fields.swap(end, dice.below(end + 1));
            }
            Value::Object(fields.into_iter().map(|(key, value)| (key, shuffle(value, dice))).collect())
        }
        Value::Array(elements) => elements.into_iter().map(|element| shuffle(element, dice)).collect(),
        other => other,
    }
}

/// Random numbers: `SplitMix64`.
struct Dice(u64);

impl Dice {
    /// A number from 0 to `limit` - 1.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        (bits >> 32) as usize % limit
    }
}

fn python(request: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    request.serialize(&mut Serializer::with_formatter(&mut bytes, Python)).unwrap();
    bytes
}

/// Writes as Python's `json.dumps`: a space after each comma and colon, and ASCII only.
struct Python;

impl serde_json::ser::Formatter for Python {
    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        writer.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        writer.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        for character in fragment.chars() {
            if character.is_ascii() {
                write!(writer, "{character}")?;
                continue;
            }
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }
}
