namespace ClusterTic.Events.People;

static class PeopleServices
{
    public static void AddPeople(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PeopleOptions>().BindConfiguration(PeopleOptions.Section)
            .Validate(
                people => people.EmailKey.Length >= PeopleOptions.ShortestKey,
                $"People:EmailKey is missing or shorter than {PeopleOptions.ShortestKey} characters (the secret by which a person " +
                "is found again under an e-mail address). Set it in the configuration, or as the environment variable People__EmailKey.")
            .ValidateOnStart();
        builder.Services.AddSingleton<EmailKey>();
        builder.Services.AddScoped<PeopleByEmail>();
        builder.Services.AddScoped<EraseCopy>().AddScoped<MergeCopies>();
    }
}
