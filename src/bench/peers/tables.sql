-- What the benchmark asks MariaDB for: rows of 8 columns of mixed types. seq_1_to_10000 is a table of its sequence engine.
CREATE TABLE mixed (
  id INT PRIMARY KEY, name VARCHAR(40) NOT NULL, quantity BIGINT NOT NULL, price DECIMAL(10, 2) NOT NULL,
  ratio DOUBLE NOT NULL, active TINYINT NOT NULL, created DATETIME NOT NULL, note VARCHAR(80));
INSERT INTO mixed SELECT seq, CONCAT('item number ', seq), seq * 1000003, seq / 100 + 0.01, seq / 7, seq % 2,
  TIMESTAMP '2026-01-01 00:00:01' + INTERVAL seq MINUTE, IF(seq % 3 = 0, NULL, CONCAT('a note of ', seq)) FROM seq_1_to_10000;
CREATE TABLE mytable AS SELECT * FROM mixed WHERE id <= 100;
ALTER TABLE mytable ADD PRIMARY KEY (id);
