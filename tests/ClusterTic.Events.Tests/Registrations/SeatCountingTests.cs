using CsCheck;
using System.Net;
using static ClusterTic.Events.Tests.EventsFixture;

namespace ClusterTic.Events.Tests.Registrations;

/// <summary>Whatever people do, and in whatever order or at once, the counter is what the registrations say.</summary>
public sealed class SeatCountingTests(EventsFixture events) : IClassFixture<EventsFixture>
{
    /// <summary>One of eight people registers or cancels.</summary>
    static readonly Gen<(int Person, bool Registers)> Step = Gen.Select(Gen.Int[0, 7], Gen.Frequency((2, Gen.Const(true)), (1, Gen.Const(false))));

    [Fact]
    public Task One_after_the_other_every_answer_is_what_a_list_of_seats_says() =>
        Gen.Select(Gen.Int[1, 5], Step.Array[5, 30]).SampleAsync(async (capacity, steps) =>
        {
            var (workshop, people) = await BeginAsync(capacity);
            var seated = new HashSet<int>();
            var ids = new Dictionary<int, Guid>();
            foreach (var (person, registers) in steps)
            {
                if (!registers && !ids.ContainsKey(person)) continue;
                var expected = (registers, seated.Contains(person)) switch
                {
                    (true, true) => HttpStatusCode.OK,
                    (true, false) => seated.Count < capacity ? HttpStatusCode.Created : HttpStatusCode.Conflict,
                    (false, true) => HttpStatusCode.OK,
                    (false, false) => HttpStatusCode.Conflict,
                };
                var answer = registers
                    ? await events.RegisterAsync(workshop.Id, people[person])
                    : await events.PostAsync(ids[person], "cancel");
                if (answer.StatusCode != expected) return false;
                if (answer.StatusCode is HttpStatusCode.Conflict) continue;
                if (registers) seated.Add(person);
                else seated.Remove(person);
                ids[person] = (await ReadAsync<RegistrationDetails>(answer, expected)).Id;
            }

            return (await events.ShowAsync(workshop.Id)).Registered == seated.Count;
        }, iter: 15, threads: 1);

    [Fact]
    public Task At_once_the_counter_is_the_number_of_registrations_and_never_above_capacity() =>
        Gen.Select(Gen.Int[1, 5], Step.Array[20, 60]).SampleAsync(async (capacity, steps) =>
        {
            var (workshop, people) = await BeginAsync(capacity);
            await Parallel.ForEachAsync(steps, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (step, _) =>
            {
                var answer = await events.RegisterAsync(workshop.Id, people[step.Person]);
                if (!step.Registers && answer.IsSuccessStatusCode)
                    answer = await events.PostAsync((await ReadAsync<RegistrationDetails>(answer, answer.StatusCode)).Id, "cancel");
                Assert.True(answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.Conflict, answer.StatusCode.ToString());
            });

            var confirmed = (await events.RegistrationsAsync(workshop.Id)).Count(one => one.Status == "confirmed");
            return confirmed <= capacity && confirmed == (await events.ShowAsync(workshop.Id)).Registered;
        }, iter: 10, threads: 1);

    async Task<(EventDetails Workshop, RegisterRequest[] People)> BeginAsync(int capacity) =>
        (await events.PublishedAsync(Request(capacity)), [.. Enumerable.Range(0, 8).Select(_ => Somebody())]);
}
