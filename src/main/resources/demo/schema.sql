-- The demo schema: what the embedded database of dev mode starts with.
-- Change it as you like: it is loaded afresh at every start and every live reload.

CREATE TABLE customer (
  id    INT PRIMARY KEY,
  name  VARCHAR(80) NOT NULL,
  email VARCHAR(120) NOT NULL,
  tier  VARCHAR(16) NOT NULL
);

INSERT INTO customer (id, name, email, tier) VALUES
  (1, 'Ada Lovelace', 'ada@example.com', 'gold'),
  (2, 'Grace Hopper', 'grace@example.com', 'silver'),
  (3, 'Zoë Ångström', 'zoe@example.com', 'basic');

CREATE TABLE orders (
  id          INT AUTO_INCREMENT PRIMARY KEY,
  customer_id INT NOT NULL REFERENCES customer (id),
  placed_at   DATETIME NOT NULL,
  status      VARCHAR(16) NOT NULL,
  total       DECIMAL(10, 2) NOT NULL,
  KEY customer_and_time (customer_id, placed_at)
);

-- The carrier knows nothing of parcel 1003 and answers late about parcel 1004.
INSERT INTO orders (id, customer_id, placed_at, status, total) VALUES
  (1001, 1, '2026-03-02 09:14:00', 'shipped', 129.90),
  (1002, 1, '2026-03-11 17:40:30', 'open', 18.50),
  (1003, 1, '2026-03-18 08:05:10', 'shipped', 42.00),
  (1004, 1, '2026-03-20 20:31:45', 'shipped', 8.99),
  (1005, 2, '2026-02-27 12:00:00', 'shipped', 310.00),
  (1006, 2, '2026-03-21 10:22:05', 'open', 55.25);

CREATE TABLE order_item (
  order_id INT NOT NULL REFERENCES orders (id),
  sku      VARCHAR(32) NOT NULL,
  quantity INT NOT NULL,
  PRIMARY KEY (order_id, sku)
);

INSERT INTO order_item (order_id, sku, quantity) VALUES
  (1001, 'KEYBOARD-DE', 1),
  (1001, 'MOUSE-USB', 2),
  (1002, 'CABLE-2M', 3),
  (1003, 'LAMP-DESK', 1),
  (1004, 'STICKERS', 1),
  (1005, 'MONITOR-27', 1),
  (1005, 'CABLE-2M', 2),
  (1006, 'HEADSET', 1);

CREATE TABLE mytable (
  id    INT PRIMARY KEY,
  name  VARCHAR(80) NOT NULL,
  value INT NOT NULL
);

INSERT INTO mytable (id, name, value) VALUES
  (1, 'alpha', 10),
  (2, 'beta', 20),
  (3, 'gamma', 12);
