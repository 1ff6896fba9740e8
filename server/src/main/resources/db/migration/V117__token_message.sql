-- What a driver is to read when he shows the token (idTokenInfo.personalMessage of 2.x).
alter table token add column personal_message text;
