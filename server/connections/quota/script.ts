/**
 * Gives a call its place in time, or says how long to wait before asking again. By Redis's own clock, atomic, one trip.
 *
 * Each lane of an account is a list of (time, units), times never falling, so that what left the window when a call was
 * placed has left it for every later one. A call of the quick lane takes whichever lane lets it go first. The project is
 * counted by seconds; once it is four fifths spent, no account goes above its even share. A question takes no place. What
 * is told of an account is by seconds too: a list has let go of what will have left when the next one that waits goes.
 */
export const placeCall = `
local state, bulk, quick, told, project, active = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local account, units, windowMs, waitMaxMs = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local accountLimit, quickLimit, projectLimit = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local isQuick, remembered, isQuestion = ARGV[8] == '1', tonumber(ARGV[9]), ARGV[10] == '1'
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local text = function(number) return string.format('%.0f', number) end
local field = function(key, name) return tonumber(redis.call('HGET', key, name) or '0') end

local held = field(state, 'held')
if held - now > waitMaxMs then return {0, held - now, held} end
if redis.call('HEXISTS', state, 'bulkLast') == 0 and remembered > 0 then
  redis.call('RPUSH', bulk, text(now), text(remembered))
  redis.call('HSET', state, 'bulk', text(remembered), 'bulkLast', text(now))
  redis.call('HINCRBY', told, text(math.floor(now / 1000)), remembered)
end

for list, name in pairs({ [bulk] = 'bulk', [quick] = 'quick' }) do
  local left = field(state, name)
  while left > 0 do
    local entry = redis.call('LRANGE', list, 0, 1)
    if not entry[1] then left = 0 break end
    if tonumber(entry[1]) + windowMs > now then break end
    left = left - tonumber(entry[2])
    redis.call('LTRIM', list, 2, -1)
  end
  redis.call('HSET', state, name, text(left))
end

local oldest = math.floor((now - windowMs) / 1000)
local toldFrom = tonumber(redis.call('HGET', told, 'first') or text(oldest))
while toldFrom < oldest do
  redis.call('HDEL', told, text(toldFrom))
  toldFrom = toldFrom + 1
end
local first = tonumber(redis.call('HGET', project, 'first') or text(oldest))
local spent = field(project, 'spent')
while first < oldest do
  spent = spent - field(project, text(first))
  redis.call('HDEL', project, text(first))
  first = first + 1
end
redis.call('ZREMRANGEBYSCORE', active, '-inf', text(now - windowMs))
redis.call('ZADD', active, text(now), account)
redis.call('PEXPIRE', active, windowMs * 2)
local own = field(state, 'bulk') + field(state, 'quick')
local accounts = redis.call('ZCARD', active)
local isScarce = accounts > 1 and spent + units > projectLimit * 0.8
if (spent > 0 and spent + units > projectLimit) or (isScarce and own > 0 and own + units > projectLimit / accounts) then
  redis.call('HSET', project, 'first', text(first), 'spent', text(spent))
  redis.call('PEXPIRE', project, windowMs * 2)
  return {0, 500, now + 500}
end

local place = function(list, name, limit)
  local left, at, gone = field(state, name), math.max(now, held, field(state, name .. 'Last')), 0
  while true do
    local entry = redis.call('LRANGE', list, gone * 2, gone * 2 + 1)
    if not entry[1] then break end
    local leavesAt = tonumber(entry[1]) + windowMs
    if leavesAt > at and left + units <= limit then break end
    at = math.max(at, leavesAt)
    left = left - tonumber(entry[2])
    gone = gone + 1
  end
  return { list = list, name = name, left = left, at = at, gone = gone }
end
local chosen = place(bulk, 'bulk', accountLimit - quickLimit)
if isQuick and chosen.at > now and units <= quickLimit then
  local other = place(quick, 'quick', quickLimit)
  if other.at < chosen.at then chosen = other end
end
if isQuestion or chosen.at - now > waitMaxMs then return {0, chosen.at - now, chosen.at} end

redis.call('LTRIM', chosen.list, chosen.gone * 2, -1)
redis.call('RPUSH', chosen.list, text(chosen.at), text(units))
redis.call('HSET', state, chosen.name, text(chosen.left + units), chosen.name .. 'Last', text(chosen.at))
local second = text(math.floor(chosen.at / 1000))
redis.call('HINCRBY', told, second, units)
redis.call('HSET', told, 'first', text(toldFrom))
redis.call('HINCRBY', project, second, units)
redis.call('HSET', project, 'first', text(first), 'spent', text(spent + units))
redis.call('PEXPIRE', project, windowMs * 2 + waitMaxMs)
for index = 1, 4 do redis.call('PEXPIRE', KEYS[index], windowMs * 2 + waitMaxMs) end
return {1, chosen.at - now, chosen.at}`;

/** Until when nobody asks for the account; never shortens. Answers the milliseconds left. */
export const holdCalls = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local held = math.max(tonumber(redis.call('HGET', KEYS[1], 'held') or '0'), now + tonumber(ARGV[1]))
redis.call('HSET', KEYS[1], 'held', string.format('%.0f', held))
redis.call('PEXPIRE', KEYS[1], math.max(redis.call('PTTL', KEYS[1]), held - now, tonumber(ARGV[2])))
return held - now`;

/** Units of a call whose place was then, and which was not made: nobody counts them any more. */
export const takeBack = `
local told, project = KEYS[4], KEYS[5]
local at, units = tonumber(ARGV[1]), tonumber(ARGV[2])
local second = string.format('%.0f', math.floor(at / 1000))
for list, name in pairs({ [KEYS[2]] = 'bulk', [KEYS[3]] = 'quick' }) do
  local entries = redis.call('LRANGE', list, 0, -1)
  for index = #entries - 1, 1, -2 do
    if tonumber(entries[index]) < at then break end
    local placed = tonumber(entries[index + 1])
    if tonumber(entries[index]) == at and placed >= units then
      redis.call('LSET', list, index, string.format('%.0f', placed - units))
      redis.call('HINCRBY', KEYS[1], name, -units)
      if redis.call('HEXISTS', told, second) == 1 then redis.call('HINCRBY', told, second, -units) end
      if redis.call('HEXISTS', project, second) == 1 then
        redis.call('HINCRBY', project, second, -units)
        redis.call('HINCRBY', project, 'spent', -units)
      end
      return 1
    end
  end
end
return 0`;

/** Units of the calls of the last minute, without those that still wait, and for how many milliseconds the account is held. */
export const readUse = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local thisSecond, used = math.floor(now / 1000), 0
for second = thisSecond - tonumber(ARGV[1]) + 1, thisSecond do
  used = used + math.max(0, tonumber(redis.call('HGET', KEYS[4], string.format('%.0f', second)) or '0'))
end
return {used, math.max(0, tonumber(redis.call('HGET', KEYS[1], 'held') or '0') - now)}`;
