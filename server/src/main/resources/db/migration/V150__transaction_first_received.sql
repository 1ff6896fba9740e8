-- What was first heard of lately: in the order of arrival, never changed, so a summary of blocks is enough and costs the way of a message nothing.
create index transaction_first_received on transaction using brin (first_received_at) with (pages_per_range = 16);
