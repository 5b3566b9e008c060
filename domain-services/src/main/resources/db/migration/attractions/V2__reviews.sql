create table reviews (
  id        uuid primary key,
  park_id   uuid references parks,
  ride_id   uuid references rides,
  rating    int not null check (rating between 1 and 5),
  text      text not null,
  author_id uuid,
  check (num_nonnulls(park_id, ride_id) = 1)
);
create index on reviews (park_id);
create index on reviews (ride_id);
create index on reviews (author_id);
