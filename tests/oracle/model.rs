//! The contract (`contract.md` §1 to §5) implemented a second time, as simply as possible: the answer to a request.
//! It shares nothing with `src/`, so that one misunderstanding cannot be in both.

use std::collections::BTreeSet;

use super::exact::Exact;
use super::json::{self, Member, Node, Value};

/// An error code and its argument.
pub(crate) type Finding = (&'static str, Option<String>);

/// The facts from outside the request (§3). `order_ids`: does an ID of the same stream count as used?
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) token_user: Option<String>,
    pub(crate) known_users: Option<BTreeSet<String>>,
    pub(crate) known_orders: BTreeSet<String>,
    pub(crate) order_ids: bool,
}

/// The vendor page's messages, in its order.
pub(crate) const DOCUMENTED: [(&str, &str); 8] = [
    ("INVALID_USER_FOR_PAYMENT_SESSION", "Kullanıcı adı ödeme oturumu için geçerli değil."),
    ("USER_NOT_FOUND", "Kullanıcı bulunamadı."),
    ("AMOUNTS_DONT_MATCH", "Sepet ve Sipariş tutarları örtüşmüyor."),
    ("INVALID_TOTAL_PRODUCT_AMOUNT", "Toplam ürün bedeli (total_product_amount) parametresi hatalı"),
    ("INVALID_TOTAL_AMOUNT", "Sepet toplam tutar (total_amount) parametresi hatalı"),
    ("INVALID_TOTAL_DISCOUNT_AMOUNT", "Toplam indirim tutarı (total_discount_amount) parametresi hatalı"),
    ("INVALID_AMOUNT_VALUE", "Invalid amount. Please provide a valid, positive value."),
    ("ORDER_ID_EXISTS", "Bu Order Id ile daha önceden bir oturum oluşturulmuş."),
];

/// The fields of §1 in the order of its table, which settles ties of position.
const TABLE: [&str; 14] = [
    "amount",
    "orderId",
    "sessionOwnerId",
    "currency",
    "basket",
    "basket.totalProductAmount",
    "basket.totalAmount",
    "basket.totalDiscountAmount",
    "basket.basketItems",
    "basket.basketItems[].price",
    "basket.basketItems[].unitPrice",
    "basket.basketItems[].quantity",
    "basket.discounts",
    "basket.discounts[].amount",
];

/// The errors of one request; `used` has the stream's order IDs so far; this request's is added.
pub(crate) fn expected(request: &[u8], facts: &Facts, used: &mut BTreeSet<String>) -> Vec<Finding> {
    let node = std::str::from_utf8(request).ok().and_then(json::parse);
    let Some(root) = node.as_ref().and_then(|node| Object::of(node, "")) else {
        return vec![("LINT_INVALID_JSON", None)];
    };
    if root.all("amount").is_empty() && root.all("basket").is_empty() {
        // Something else than a request.
        return vec![("LINT_INVALID_JSON", None)];
    }
    let mut own = Own::default();
    let declared = Declared::read(&root, &mut own);
    let mut findings = Vec::from_iter(user(&root, facts));
    findings.extend(declared.discrepancies());
    findings.extend(order(&root, facts, used));
    findings.extend(own.sorted());
    findings
}

/// §3, user allocation. An ID that is neither text nor a number cannot be compared.
fn user(root: &Object, facts: &Facts) -> Option<Finding> {
    let (Value::String(owner) | Value::Number(owner)) = &root.get("session_owner_id")?.value else {
        return None;
    };
    if let Some(user) = &facts.token_user {
        return (owner != user).then_some(("INVALID_USER_FOR_PAYMENT_SESSION", None));
    }
    let known = facts.known_users.as_ref()?;
    (!known.contains(owner)).then_some(("USER_NOT_FOUND", None))
}

/// §3, order numbers.
fn order(root: &Object, facts: &Facts, used: &mut BTreeSet<String>) -> Option<Finding> {
    let Value::String(id) = &root.get("order_id")?.value else {
        return None;
    };
    let repeated = !used.insert(id.clone()) && facts.order_ids;
    (repeated || facts.known_orders.contains(id)).then_some(("ORDER_ID_EXISTS", None))
}

/// The declared amounts and the sums; what is missing or unreadable is `None` and is not compared.
struct Declared {
    amount: Option<Exact>,
    total_product: Option<Exact>,
    total: Option<Exact>,
    total_discount: Option<Exact>,
    one_product: bool,
    products: Option<Exact>,
    discounts: Option<Exact>,
    net: Option<Exact>,
}

impl Declared {
    fn read(root: &Object, own: &mut Own) -> Self {
        own.repeated(root, &["amount", "order_id", "session_owner_id", "currency", "basket"]);
        let mut declared = Self {
            amount: own.amount(root, "amount"),
            total_product: None,
            total: None,
            total_discount: None,
            one_product: false,
            products: None,
            discounts: None,
            net: None,
        };
        let basket = own.required(root, "basket");
        if let Some(basket) = basket.and_then(|node| own.object(node, "basket")) {
            declared.read_basket(&basket, own);
        }
        declared
    }

    fn read_basket(&mut self, basket: &Object, own: &mut Own) {
        own.repeated(
            basket,
            &["total_product_amount", "total_amount", "total_discount_amount", "basket_items", "discounts"],
        );
        self.total_product = own.amount(basket, "total_product_amount");
        self.total = own.amount(basket, "total_amount");
        if let Some(items) = own.required(basket, "basket_items") {
            let prices = own.each(items, "basket.basketItems", Own::item);
            self.one_product = prices.as_ref().is_some_and(|prices| prices.len() == 1);
            self.products = prices.and_then(|prices| own.sum(&prices, items, "basket.basketItems"));
        }
        match basket.get("discounts") {
            None => self.discounts = Some(Exact::ZERO),
            Some(list) => {
                let amounts = own.each(list, "basket.discounts", Own::discount);
                self.discounts = amounts.and_then(|amounts| own.sum(&amounts, list, "basket.discounts"));
            }
        }
        self.total_discount = match (basket.get("total_discount_amount"), basket.get("discounts")) {
            (None, None) => Some(Exact::ZERO),
            (None, Some(list)) => match &list.value {
                Value::Array(discounts) if discounts.is_empty() => Some(Exact::ZERO),
                Value::Array(_) => own.amount(basket, "total_discount_amount"),
                // It is not known whether there are discounts.
                _ => None,
            },
            (Some(_), _) => own.amount(basket, "total_discount_amount"),
        };
        if let (Some(products), Some(discounts)) = (self.products, self.discounts) {
            self.net = own.in_range(products.minus(discounts), basket.at, "basket");
        }
    }

    /// §2.
    fn discrepancies(&self) -> Vec<Finding> {
        let differ = |a: Option<Exact>, b: Option<Exact>| a.zip(b).is_some_and(|(a, b)| a != b);
        let zero = Some(Exact::ZERO);
        let mut findings = Vec::new();
        for (code, declared, right) in [
            ("AMOUNTS_DONT_MATCH", self.amount, self.net),
            ("INVALID_TOTAL_PRODUCT_AMOUNT", self.total_product, self.products),
            ("INVALID_TOTAL_AMOUNT", self.total, self.net),
            ("INVALID_TOTAL_DISCOUNT_AMOUNT", self.total_discount, self.discounts),
        ] {
            if differ(declared, right) {
                findings.push((code, None));
            }
        }
        if self.one_product && self.products == zero && self.discounts == zero {
            for (argument, declared) in [
                ("basket.totalProductAmount", self.total_product),
                ("basket.totalAmount", self.total),
                ("amount", self.amount),
            ] {
                if declared == zero {
                    findings.push(("INVALID_AMOUNT_VALUE", Some(argument.to_owned())));
                }
            }
        }
        findings
    }
}

/// An object, its offset and its path.
struct Object<'a> {
    at: usize,
    path: String,
    members: &'a [Member],
}

impl<'a> Object<'a> {
    fn of(node: &'a Node, path: &str) -> Option<Self> {
        match &node.value {
            Value::Object(members) => Some(Self { at: node.at, path: path.to_owned(), members }),
            _ => None,
        }
    }

    fn all(&self, name: &str) -> Vec<&'a Member> {
        self.members.iter().filter(|member| member.key == name).collect()
    }

    /// The value that counts: the last one of that name, unless it is `null`.
    fn get(&self, name: &str) -> Option<&'a Node> {
        let last = self.all(name).pop()?;
        (!matches!(last.value.value, Value::Null)).then_some(&last.value)
    }

    fn path_of(&self, name: &str) -> String {
        let mut path = self.path.clone();
        if !path.is_empty() {
            path.push('.');
        }
        for (n, word) in name.split('_').enumerate() {
            let (first, rest) = word.split_at(1);
            path += &if n == 0 { first.to_owned() } else { first.to_uppercase() };
            path += rest;
        }
        path
    }
}

/// The linter's own errors (§5): position, code, argument.
#[derive(Default)]
struct Own(Vec<(usize, &'static str, String)>);

impl Own {
    fn report(&mut self, at: usize, code: &'static str, path: &str) {
        self.0.push((at, code, path.to_owned()));
    }

    fn repeated(&mut self, object: &Object, names: &[&str]) {
        for name in names {
            if let [_, .., last] = object.all(name)[..] {
                self.report(last.at, "LINT_DUPLICATE_KEY", &object.path_of(name));
            }
        }
    }

    fn required<'a>(&mut self, object: &Object<'a>, name: &str) -> Option<&'a Node> {
        let found = object.get(name);
        if found.is_none() {
            let null = object.all(name).pop();
            let at = null.map_or(object.at, |member| member.value.at);
            self.report(at, "LINT_MISSING_FIELD", &object.path_of(name));
        }
        found
    }

    fn object<'a>(&mut self, node: &'a Node, path: &str) -> Option<Object<'a>> {
        let object = Object::of(node, path);
        if object.is_none() {
            self.report(node.at, "LINT_WRONG_TYPE", path);
        }
        object
    }

    /// A required amount, which should not be negative.
    fn amount(&mut self, object: &Object, name: &str) -> Option<Exact> {
        let node = self.required(object, name)?;
        self.not_negative(node, &object.path_of(name))
    }

    fn not_negative(&mut self, node: &Node, path: &str) -> Option<Exact> {
        let value = self.number(node, path)?;
        if value < Exact::ZERO {
            self.report(node.at, "LINT_NEGATIVE_AMOUNT", path);
        }
        Some(value)
    }

    fn number(&mut self, node: &Node, path: &str) -> Option<Exact> {
        let Value::Number(text) = &node.value else {
            self.report(node.at, "LINT_WRONG_TYPE", path);
            return None;
        };
        let value = Exact::parse(text);
        if value.is_none() {
            self.report(node.at, "LINT_AMOUNT_OUT_OF_RANGE", path);
        }
        value
    }

    fn in_range(&mut self, value: Exact, at: usize, path: &str) -> Option<Exact> {
        if !value.in_range() {
            self.report(at, "LINT_AMOUNT_OUT_OF_RANGE", path);
            return None;
        }
        Some(value)
    }

    /// Reads each object of an array; the array itself may be of the wrong type.
    fn each(
        &mut self,
        list: &Node,
        path: &str,
        read: fn(&mut Self, &Object) -> Option<Exact>,
    ) -> Option<Vec<Option<Exact>>> {
        let Value::Array(elements) = &list.value else {
            self.report(list.at, "LINT_WRONG_TYPE", path);
            return None;
        };
        let mut values = Vec::new();
        for (n, element) in elements.iter().enumerate() {
            let object = self.object(element, &format!("{path}[{n}]"));
            values.push(object.and_then(|object| read(self, &object)));
        }
        Some(values)
    }

    fn item(&mut self, item: &Object) -> Option<Exact> {
        self.repeated(item, &["price", "unit_price", "quantity"]);
        let price = self.amount(item, "price");
        if let Some(unit_price) = item.get("unit_price") {
            self.not_negative(unit_price, &item.path_of("unit_price"));
        }
        if let Some(quantity) = item.get("quantity") {
            self.number(quantity, &item.path_of("quantity"));
        }
        price
    }

    fn discount(&mut self, discount: &Object) -> Option<Exact> {
        self.repeated(discount, &["amount"]);
        self.amount(discount, "amount")
    }

    /// The exact sum, if every operand is readable; only the result has to be in range, not the steps to it.
    fn sum(&mut self, values: &[Option<Exact>], list: &Node, path: &str) -> Option<Exact> {
        let mut sum = Exact::ZERO;
        for value in values {
            sum = sum.plus((*value)?);
        }
        self.in_range(sum, list.at, path)
    }

    /// By position in the request; at the same position in the order of §1's table.
    fn sorted(mut self) -> Vec<Finding> {
        self.0.sort_by_key(|(at, _, path)| (*at, rank(path)));
        self.0.into_iter().map(|(_, code, path)| (code, Some(path))).collect()
    }
}

fn rank(path: &str) -> Option<usize> {
    let pattern: String = path.chars().filter(|c| !c.is_ascii_digit()).collect();
    TABLE.iter().position(|field| *field == pattern)
}
