using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.Reads;

/// <summary>That an account was given personal data: who, through what, of whom or of how many, and when.</summary>
sealed class PersonalDataRead
{
    public required Guid Id { get; init; }

    /// <summary>The account, as history names it.</summary>
    public required string By { get; init; }

    public string? ByName { get; init; }

    /// <summary>What was asked: <c>people.show</c>, <c>contacts.list</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The one person whom the answer is about; null for lists.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>What the list belongs to, such as an organisation or an event.</summary>
    public Guid? AboutId { get; init; }

    /// <summary>How many the answer held; null where it is a whole file.</summary>
    public int? Shown { get; init; }

    public required DateTimeOffset At { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<PersonalDataRead>(table =>
    {
        table.ToTable("personal_data_reads").HasKey(one => one.Id);
        table.Property(one => one.Id).ValueGeneratedNever();
        table.HasIndex(one => new { one.PersonId, one.Id }).HasFilter("person_id is not null").HasDatabaseName("ix_personal_data_reads_of_person");
        table.HasIndex(one => new { one.By, one.Id }).HasDatabaseName("ix_personal_data_reads_of_account");
        table.HasIndex(one => one.At).HasDatabaseName("ix_personal_data_reads_by_day");
    });
}
