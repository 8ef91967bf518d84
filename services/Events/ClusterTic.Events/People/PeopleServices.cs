using ClusterTic.ServiceDefaults.Settings;

namespace ClusterTic.Events.People;

static class PeopleServices
{
    public static void AddPeople(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PeopleOptions>().BindConfiguration(PeopleOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<EmailKey>();
        builder.Services.AddScoped<PeopleByEmail>();
    }
}
